"""The closed lists by which the catalogue's products are sorted: one industry each, and fields of application."""

from typing import NamedTuple

from dashboard.messages import mark


class Industry(NamedTuple):
    """Where a product is used, whatever it does there."""

    key: str
    title: str
    #: What is meant, for whoever labels or reads the file.
    definition: str


INDUSTRIES = (
    Industry("developer_tools", mark("Developer tools"), "Software, data and models for people who build software."),
    Industry("design_media", mark("Design and media"), "Making and publishing pictures, video, sound, text and sites."),
    Industry("productivity", mark("Productivity"), "Office work, documents, meetings and personal organisation."),
    Industry("marketing_sales", mark("Marketing and sales"), "Winning, selling to and looking after customers."),
    Industry("hr_recruiting", mark("HR and recruiting"), "Finding work or workers, paying and developing staff."),
    Industry("finance", mark("Finance"), "Banking, lending, investing, insurance, payments, crypto, accounting, tax."),
    Industry("security", mark("Security"), "Protecting systems, data, identities, people and property."),
    Industry("legal_government", mark("Law and government"), "Legal work, public services, politics and defence."),
    Industry("health", mark("Health"), "Medicine, care, mental health, fitness and nutrition."),
    Industry("education", mark("Education"), "Teaching and learning, at school, at work or for oneself."),
    Industry("science", mark("Science"), "Research, drug discovery, laboratories and space."),
    Industry("energy_climate", mark("Energy and climate"), "Electricity, batteries, emissions and recycling."),
    Industry("food_agriculture", mark("Food and agriculture"), "Farms, food makers, restaurants, meals and recipes."),
    Industry("manufacturing_hardware", mark("Manufacturing and hardware"), "Factories, machines, robots, devices."),
    Industry("real_estate_construction", mark("Real estate and construction"), "Building, owning, renting, the home."),
    Industry("logistics_mobility", mark("Logistics and mobility"), "Freight, parcels, vehicles and getting about."),
    Industry("ecommerce_retail", mark("Shopping and retail"), "Shops, marketplaces, consumer goods and fashion."),
    Industry("travel_hospitality", mark("Travel and events"), "Trips, lodging, venues, nights out and events."),
    Industry("social_entertainment", mark("Social life and entertainment"), "Company, games, music, sport and fun."),
    Industry("other", mark("Other"), "What fits nowhere else, such as charities and telephone service."),
)

INDUSTRY_TITLES = {industry.key: industry.title for industry in INDUSTRIES}

#: What the product's computing works on, as far as the text says.
APPLICATION_TITLES = {
    "natural_language": mark("Natural language"),
    "vision": mark("Images and video"),
    "speech": mark("Speech and sound"),
    "recommendation": mark("Recommendation"),
    "other": mark("Other"),
}
