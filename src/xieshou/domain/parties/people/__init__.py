"""The register of people (人员): who they are and where they work. What is personal stays sealed."""
