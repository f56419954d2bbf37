from django.http import HttpRequest, HttpResponse


def lijst(request: HttpRequest) -> HttpResponse: ...
