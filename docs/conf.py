project = "newsclean"
author = "The newsclean developers"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "newsclean"
exclude_patterns = ["_build"]
myst_heading_anchors = 3
