"""Pools and their rules: for administrators."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.web.doors import door
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import administrators
from tongxin.collab.jobs.models import Job
from tongxin.collab.people.policies import me
from tongxin.frontoffice.pools.actions import LineDraft, begin_trial, save_pool, save_return_rule
from tongxin.frontoffice.pools.forms import PoolForm, RuleForm, line_forms, rule_form
from tongxin.frontoffice.pools.models import Pool, ReturnRule
from tongxin.frontoffice.pools.queries.told import pools_told
from tongxin.frontoffice.pools.queries.trying_out import Trial, concerned, trial_of, try_out
from tongxin.frontoffice.pools.returning import Line
from tongxin.frontoffice.pools.views.loading import is_piece

TRIED_DAYS = 7
# Beyond it counting takes longer than somebody waits for a page.
MANY = 20_000


def _crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """Where you are among the settings."""
    first = ((_("Settings"), reverse("settings")), (_("Public pools"), reverse("pool_settings") if more else ""))
    return [{"title": title, "url": url} for title, url in (*first, *more)]


@door(administrators)
def pool_list(request: HttpRequest) -> HttpResponse:
    """All pools, their rules in words."""
    return render(request, "pools/settings.html", {"pools": pools_told(), "crumbs": _crumbs()})


@door(administrators, methods=("GET", "POST"))
def new_pool(request: HttpRequest) -> HttpResponse:
    """Make a pool."""
    return _edit(request, None)


@door(administrators, methods=("GET", "POST"))
def pool_setting(request: HttpRequest, pool_id: int) -> HttpResponse:
    """Change a pool and how one claims."""
    return _edit(request, get_object_or_404(Pool, pk=pool_id))


def _edit(request: HttpRequest, pool: Pool | None) -> HttpResponse:
    form = PoolForm(request.POST if request.method == "POST" else None, pool=pool)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_pool(
                by=me(request),
                pool=pool,
                version=form.cleaned_data["version"],
                **form.values(PoolForm.OF_POOL),
                claims=form.values(PoolForm.OF_CLAIMS),
                hands_out=form.hands_out(),
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": saved.name})
            return redirect("pool_rules", saved.pk) if pool is None else redirect("pool_settings")
    title = pool.name if pool else _("New pool")
    context = {"pool": pool, "form": form, "title": title, "crumbs": _crumbs((title, ""))}
    return render(request, "pools/pool_form.html", context, status=422 if form.errors else 200)


@door(administrators, methods=("GET", "POST"))
def pool_rules(request: HttpRequest, pool_id: int) -> HttpResponse:
    """When customers come back: lines in words, tried out before they hold (`try` counts and saves nothing, behind the scenes where
    there are many; `?trial=` gives what was counted)."""
    pool = get_object_or_404(Pool, pk=pool_id)
    rule = ReturnRule.objects.filter(pool=pool).prefetch_related("lines").first()
    data = request.POST if request.method == "POST" else None
    form, lines = rule_form(rule, data), line_forms(pool, rule, data)
    trial, job = _counted(request)
    wrong = data is not None and [one for one in (form, *lines) if not one.is_valid()]
    if data is not None and not wrong:
        drafts = [draft for line in lines if (draft := line.draft()) is not None]
        if "try" in data:
            trial, job = _tried(request, pool, form, drafts)
        elif _saved(request, pool, form, drafts):
            return redirect("pool_settings")
    context = {
        "pool": pool,
        "rule": rule,
        "form": form,
        "lines": lines,
        "trial": trial,
        "job": job,
        "yours": trial.by_owner[me(request).pk] if trial else 0,
        "tried_days": TRIED_DAYS,
        "crumbs": _crumbs((pool.name, reverse("pool_setting", args=[pool.pk])), (_("When customers come back"), "")),
    }
    template = "pools/rules.html#trial" if is_piece(request) else "pools/rules.html"
    return render(request, template, context, status=422 if wrong or form.errors else 200)


def _counted(request: HttpRequest) -> tuple[Trial | None, Job | None]:
    """What a trial behind the scenes has found, or that it is still under way."""
    number = request.GET.get("trial", "")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None, None
    job = Job.objects.visible_to(request.user).filter(name="pools.try_out", pk=int(number)).first()
    if job is None or job.result is None:
        return None, job
    return trial_of(job.result), None


def _tried(
    request: HttpRequest, pool: Pool, form: RuleForm, drafts: Sequence[LineDraft]
) -> tuple[Trial | None, Job | None]:
    lines = [
        Line(
            place,
            draft.base,
            draft.days,
            draft.is_working,
            frozenset(draft.tiers),
            draft.takes_open,
            draft.spares_deals,
        )
        for place, draft in enumerate(drafts)
    ]
    starts, least = now() + timedelta(days=form.cleaned_data["grace_days"]), form.cleaned_data["least_words"]
    if concerned(pool).count() > MANY:
        until = starts + timedelta(days=TRIED_DAYS)
        return None, begin_trial(by=me(request), pool=pool, lines=lines, least_words=least, until=until)
    return try_out(pool, lines, least_words=least, starts_at=starts, days=TRIED_DAYS), None


def _saved(request: HttpRequest, pool: Pool, form: RuleForm, drafts: Sequence[LineDraft]) -> bool:
    given: dict[str, Any] = form.cleaned_data  # Any: field values
    try:
        save_return_rule(by=me(request), pool=pool, lines=drafts, **{name: given[name] for name in RuleForm.OF_RULE})
    except ValidationError as error:
        refuse(form, error)
        return False
    messages.success(
        request, _("The rules of “%(name)s” are saved. Dates are worked out behind the scenes.") % {"name": pool.name}
    )
    return True
