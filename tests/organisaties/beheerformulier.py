"""What a browser would send back of a management page that it was given."""

from django.forms import CheckboxInput


def opgestuurd(answer):
    """The values of the form and of all its lists, as a form post."""
    form = answer.context["adminform"].form
    data = _velden(form)
    for inline in answer.context["inline_admin_formsets"]:
        data |= _velden(inline.formset.management_form)
        for row in inline.formset.initial_forms:
            data |= _velden(row)
    return data


def _velden(form):
    found = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False:
            continue
        widget = bound.field.widget
        if value is True and isinstance(widget, CheckboxInput):
            found[bound.html_name] = "on"
        elif isinstance(value, list | tuple):
            found[bound.html_name] = [getattr(item, "pk", item) for item in value]
        else:
            found[bound.html_name] = widget.format_value(value) or ""
            if isinstance(found[bound.html_name], list):
                [found[bound.html_name]] = found[bound.html_name] or [""]
    return found
