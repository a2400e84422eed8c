"""指标: the catalogue of measures by part or by any scheme, a page per indicator, and the schemes."""
