"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.directory.catalogue.views import agreed, belonging, keeping, price_lists, products

urlpatterns: list[URLPattern | URLResolver] = [
    path("products/new/", products.new_product, name="new_product"),
    path("products/<int:product_id>/", products.product, name="product"),
    path("products/<int:product_id>/price/", products.product_price, name="product_price"),
    path("products/<int:product_id>/facts/", products.product_facts, name="product_facts"),
    path("products/<int:product_id>/withdrawal/", products.product_withdrawal, name="product_withdrawal"),
    path("products/<int:product_id>/comeback/", products.product_comeback, name="product_comeback"),
    path("products/<int:product_id>/units/", belonging.product_units, name="product_units"),
    path("products/<int:product_id>/parts/", belonging.product_parts, name="product_parts"),
    path("products/<int:product_id>/links/", belonging.product_links, name="product_links"),
    path("products/<int:product_id>/pictures/", belonging.product_pictures, name="product_pictures"),
    path("products/categories/", keeping.product_categories, name="product_categories"),
    path("exchange-rates/", keeping.exchange_rates, name="exchange_rates"),
    path("agreed-prices/new/", agreed.new_agreed_price, name="new_agreed_price"),
    path("agreed-prices/<int:agreed_price_id>/", agreed.agreed_price, name="agreed_price"),
    path("price-lists/<int:price_list_id>/file/", keeping.price_list_file, name="price_list_file"),
    path("price-lists/", price_lists.price_lists, name="price_lists"),
    path("price-lists/new/", price_lists.new_price_list, name="new_price_list"),
    path("price-lists/<int:price_list_id>/", price_lists.price_list, name="price_list"),
    path("price-lists/<int:price_list_id>/facts/", price_lists.price_list_facts, name="price_list_facts"),
    path(
        "price-lists/<int:price_list_id>/retirement/", price_lists.price_list_retirement, name="price_list_retirement"
    ),
    path("price-lists/<int:price_list_id>/prices/<int:product_id>/", price_lists.price, name="price"),
]
