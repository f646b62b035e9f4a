"""Every address of the app."""

from django.urls import path

from legal.orders import views

app_name = "orders"
urlpatterns = [
    path("cases/<case:code>/orders/", views.case_panel, name="case-panel"),
    path("cases/<case:code>/orders/apply/<int:number>/", views.order_apply, name="apply"),
    path("cases/<case:code>/orders/<int:number>/", views.order_detail, name="order"),
    path("cases/<case:code>/orders/<int:number>/<slug:step>/", views.order_step, name="step"),
]
