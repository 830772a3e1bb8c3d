"""*Unsent drafts*: the page; what stands on it only the browser knows (js/unsent.js)."""

from django.shortcuts import render


def page(request):
    return render(request, "shell/drafts.html")
