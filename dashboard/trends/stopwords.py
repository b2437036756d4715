"""Words that name nothing: left out of the terms. Published, so that a person may check what was kept out.

Function words of both languages, and the phrases that any product's text holds whatever it is about.
"""

_ENGLISH = """
a about above across after again against all allow allowing allows almost along already also although
always am among an and another any anyone anything are around as at away back be became because become
becomes been before behind being below best better between beyond big both bring bringing brings build
building built but by can cannot come comes coming could create created creates creating day days did do
does doing done down each easier easily easy either else end enable enables enabling enough ensure ensures
even ever every everyone everything few find finding finds first for from full fully further get gets
getting give gives giving go goes going good got great had has have having he help helped helping helps her
here high him his how however i if in inside instead into is isn it its itself just keep keeps know known
last least less let lets like ll long look looking lot m made make makes making many may me mean means
might more most much must my need needed needs never new next no non not nothing now of off offer offering
offers often on once one ones only onto or other others our out over own part people per perfect place plus
possible powerful provide provided provides providing put quickly re ready really right s same save say see
seen set several she should simple simply since single so some someone something start started starts still
such sure t take takes taking than that the their them themselves then there these they thing things this
those three through thus time times to today together too turn turning turns two under unlike until up upon
us use used useful user users uses using ve very via want wants was way ways we well were what whatever
when where whether which while who whole whose why will with within without won work working works world
would yet you your yours yourself company companies product products app apps tool tools platform platforms
solution solutions startup startups founded mission team teams customer customers business businesses based
"""

_CHINESE = """
一个 一种 一款 这个 这款 这些 这样 这里 那么 那些 你的 您的 我的 他们 我们 你们 它们 自己 用户 可以 能够
能让 让你 让您 帮助 帮你 帮您 通过 使用 利用 以及 还有 还能 还可以 并且 并能 而且 而不 或者 无论 不再 不仅
不用 不会 没有 无需 只需 就能 就可以 就是 这是 是一 是一个 是一款 一款专为 专为 为你 为您 为用户 适合 非常
非常适合 更加 更多 更好 更快 最好 最佳 所有 任何 各种 多种 其他 一切 每个 每天 每次 每一 如何 什么 如果
当你 因为 因此 所以 但是 同时 之间 之后 之前 以前 现在 今天 目前 已经 正在 开始 完成 实现 提供 支持 包括
拥有 具有 具备 进行 创建 打造 设计 添加 选择 获取 获得 得到 查看 需要 想要 希望 喜欢 轻松 快速 简单 方便
直接 立即 随时 随地 随时随地 只要 仅需 一键 从而 从此 甚至 例如 比如 等等 其中 以便 使得 使其 确保 基于
关于 对于 根据 按照 与其 与此 此外 另外 这意味着 意味着 产品 工具 应用 平台 功能 问题 方式 方法 内容 时间
地方 东西 体验 解决方案 一站式 第一 第一个 首个 首款 一次 几个 几分钟 几秒钟 分钟 秒钟 小时 不同 相关 重要
完美 强大 全新 最新 免费 旨在 致力于 告别 无缝 无论是 无论你是 还是 只有 只是 可能 应该 必须 真正 完全 特别
尤其 不断 持续 一起 一样 一些 许多 很多 大量 其它 整个 大多数 多数 然后 实际 实际上 个问题 这个工具 真正的
几乎 以及其他 并不 仅仅 还可 并可 可在 更是 部分 下载 注册 点击 开启 探索 了解 发现 找到 带来 成为 作为
来自 来说 而来 过去 未来
"""

ENGLISH, CHINESE = frozenset(_ENGLISH.split()), frozenset(_CHINESE.split())
#: A run that begins or ends so is a piece of a sentence, not a word: pronouns, particles, "not", "and", "which".
CHINESE_BEGINNINGS = frozenset(
    "的了是不也就你我它他她您这那和与或而被把让都将每各所其很最且但若因则只已再又仅从于们些吗呢吧着"
)
CHINESE_ENDS = frozenset(
    "的了是不也就你我它他她您这那和与或而被把让都将每各所其很更最且但若因则只已再又仅从于们些吗呢吧着还并个"
)
