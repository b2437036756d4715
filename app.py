"""The overview: what the store holds, what is rising, what to do next."""

import streamlit as st

st.title("Strandline")
