"""The pages, one module per journey; each works without JavaScript. ``service.pages.routers`` lists them."""
