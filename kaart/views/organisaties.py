from django.http import HttpRequest, HttpResponse


def organisatie(request: HttpRequest, slug: str) -> HttpResponse: ...
