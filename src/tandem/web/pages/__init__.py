"""The pages: a module per page. A view makes one call to an action or a query, and draws."""
