"""管理: people, roles, rules of rounds, closed years, keys, settings and jobs gathered for administrators."""
