"""The register tables (登记管理): Django admin, dressed as the rest of the product."""
