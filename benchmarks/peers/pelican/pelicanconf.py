"""Settings of Pelican: nothing but the pages of the plugin `records`."""

from pathlib import Path

HERE = Path(__file__).parent
RECORDS = str(HERE / "rows.json")
PLUGIN_PATHS = [str(HERE)]
PLUGINS = ["records.generator"]
THEME = str(HERE / "theme")
THEME_STATIC_PATHS: list[str] = []
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}

SITENAME, SITEURL = "守望", ""
TIMEZONE, DEFAULT_LANG = "Asia/Shanghai", "zh_cn"

ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
