"""Every way into the back office and who may go it: one line a route and method.

The five figures are what is answered to a district administrator, a district editor, a town's
editor, a village's contact and an auditor, in this order: first over a record of their own area,
then over one beyond it (nothing where the route is about no record). A stranger is led to the
sign-in page, unless the line says otherwise. `{kind}` stands for each kind that an office keeps,
`{rung}` for each that is verified. Releases belong to whoever sees the whole installation; beyond
that area means that there is a second district in it.
"""

from typing import NamedTuple

from tests.admin import duty_routes, file_routes

ROLES = ("district_administrator", "district_editor", "town_editor", "village_contact", "auditor")
RUNG = ("service", "provider", "channel", "team", "contact")
PLACED = (*RUNG, "activity")
# Kept by an office like these, and written by no form.
FILED = (*PLACED, "figure")
TO_SIGN_IN = 302

EVERYBODY, NOBODY = "200 200 200 200 200", "404 404 404 404 404"
CLOSED = "403 403 403 403 403"
MOVED = "302 302 302 302 302"
WRITERS = "200 200 200 200 403"
PUBLISHERS = "200 200 200 403 403"
DISTRICT = "200 200 403 403 403"
ADMINISTRATORS = "200 403 403 403 403"
RELEASERS = "200 200 403 403 200"
READERS_OF_THE_TRAIL = "200 403 403 403 200"
# The registry: a district administrator gives out accounts and sees no elder.
PEOPLE, HIDDEN_PEOPLE = "403 200 200 200 200", "403 404 404 404 404"
KEEPERS, HIDDEN_KEEPERS = "403 200 200 200 403", "403 404 404 404 403"
KEPT = "403 302 302 302 403"
DECIDERS, HIDDEN_DECIDERS = "403 200 200 403 403", "403 404 404 403 403"
DECIDED = "403 302 302 403 403"
HIDDEN_ACCOUNT = "404 403 403 403 403"


class Route(NamedTuple):
    """A line of the table; `path` names its record by `{key}`, `{account}`, `{area}` and the like."""

    endpoint: str
    method: str
    path: str
    own: str
    foreign: str = ""
    stranger: int = TO_SIGN_IN


# fmt: off
ROUTES = (
    # The front page, settings, and what forms ask for while one writes
    Route("admin.index",            "GET",  "/",                             EVERYBODY),
    Route("office.settings",        "GET",  "/settings",                     DISTRICT),
    Route("office.settings",        "POST", "/settings",                     "302 302 403 403 403"),
    Route("office.markdown",        "POST", "/markdown",                     EVERYBODY),
    Route("pick.suggest",           "GET",  "/pick/service?q=x",             EVERYBODY),
    Route("preview.page",           "GET",  "/preview/",                     EVERYBODY),
    Route("preview.record",         "GET",  "/preview/record/{kind}/{key}",  MOVED, NOBODY),
    # The kinds that an office keeps
    Route("{kind}.index_view",      "GET",  "/{kind}/",                      EVERYBODY),
    Route("{kind}.export",          "GET",  "/{kind}/export/csv/",           EVERYBODY),
    Route("{kind}.create_view",     "GET",  "/{kind}/new/",                  WRITERS),
    Route("{kind}.create_view",     "POST", "/{kind}/new/",                  WRITERS),
    Route("{kind}.edit_view",       "GET",  "/{kind}/edit/?id={key}",        EVERYBODY, NOBODY),
    Route("{kind}.edit_view",       "POST", "/{kind}/edit/?id={key}",        WRITERS, NOBODY),
    Route("{kind}.withdraw_view",   "GET",  "/{kind}/withdraw/?id={key}",    PUBLISHERS, NOBODY),
    Route("{kind}.withdraw_view",   "POST", "/{kind}/withdraw/?id={key}",    "302 302 302 403 403", NOBODY),
    # Flask-Admin's own ways that are closed
    Route("{kind}.details_view",    "GET",  "/{kind}/details/?id={key}",     MOVED, MOVED),
    Route("{kind}.delete_view",     "POST", "/{kind}/delete/?id={key}",      MOVED, MOVED),
    Route("{kind}.action_view",     "POST", "/{kind}/action/",               MOVED),
    Route("{kind}.ajax_lookup",     "GET",  "/{kind}/ajax/lookup/?name=area", NOBODY),
    Route("{kind}.ajax_update",     "POST", "/{kind}/ajax/update/",          NOBODY),
    # Areas
    Route("area.index_view",        "GET",  "/area/",                        EVERYBODY),
    Route("area.export",            "GET",  "/area/export/csv/",             EVERYBODY),
    Route("area.create_view",       "GET",  "/area/new/",                    DISTRICT),
    Route("area.create_view",       "POST", "/area/new/",                    DISTRICT),
    Route("area.edit_view",         "GET",  "/area/edit/?id={area}",         EVERYBODY, NOBODY),
    Route("area.edit_view",         "POST", "/area/edit/?id={area}",         DISTRICT, NOBODY),
    Route("area.withdraw_view",     "GET",  "/area/withdraw/?id={area}",     DISTRICT, NOBODY),
    Route("area.withdraw_view",     "POST", "/area/withdraw/?id={area}",     "302 302 403 403 403", NOBODY),
    Route("area.details_view",      "GET",  "/area/details/?id={area}",      MOVED, MOVED),
    Route("area.delete_view",       "POST", "/area/delete/?id={area}",       MOVED, MOVED),
    Route("area.action_view",       "POST", "/area/action/",                 MOVED),
    Route("area.ajax_lookup",       "GET",  "/area/ajax/lookup/?name=area",  NOBODY),
    Route("area.ajax_update",       "POST", "/area/ajax/update/",            NOBODY),
    # Categories belong to everybody, and the district changes them
    Route("category.index_view",    "GET",  "/category/",                    EVERYBODY),
    Route("category.export",        "GET",  "/category/export/csv/",         EVERYBODY),
    Route("category.create_view",   "GET",  "/category/new/",                DISTRICT),
    Route("category.create_view",   "POST", "/category/new/",                DISTRICT),
    Route("category.edit_view",     "GET",  "/category/edit/?id=1",          EVERYBODY),
    Route("category.edit_view",     "POST", "/category/edit/?id=1",          DISTRICT),
    Route("category.withdraw_view", "GET",  "/category/withdraw/?id=1",      DISTRICT),
    Route("category.withdraw_view", "POST", "/category/withdraw/?id=1",      "302 302 403 403 403"),
    Route("category.details_view",  "GET",  "/category/details/?id=1",       MOVED),
    Route("category.delete_view",   "POST", "/category/delete/?id=1",        MOVED),
    Route("category.action_view",   "POST", "/category/action/",             MOVED),
    Route("category.ajax_lookup",   "GET",  "/category/ajax/lookup/?name=x", NOBODY),
    Route("category.ajax_update",   "POST", "/category/ajax/update/",        NOBODY),
    # Figures are read here, and come from the registry
    Route("figure.index_view",      "GET",  "/figure/",                      EVERYBODY),
    Route("figure.export",          "GET",  "/figure/export/csv/",           EVERYBODY),
    Route("figure.create_view",     "GET",  "/figure/new/",                  CLOSED),
    Route("figure.create_view",     "POST", "/figure/new/",                  CLOSED),
    Route("figure.edit_view",       "GET",  "/figure/edit/?id={key}",        EVERYBODY, NOBODY),
    Route("figure.edit_view",       "POST", "/figure/edit/?id={key}",        CLOSED, NOBODY),
    Route("figure.withdraw_view",   "GET",  "/figure/withdraw/?id={key}",    PUBLISHERS, NOBODY),
    Route("figure.withdraw_view",   "POST", "/figure/withdraw/?id={key}",    "302 302 302 403 403", NOBODY),
    Route("figure.details_view",    "GET",  "/figure/details/?id={key}",     MOVED, MOVED),
    Route("figure.delete_view",     "POST", "/figure/delete/?id={key}",      MOVED, MOVED),
    Route("figure.action_view",     "POST", "/figure/action/",               MOVED),
    Route("figure.ajax_lookup",     "GET",  "/figure/ajax/lookup/?name=area", NOBODY),
    Route("figure.ajax_update",     "POST", "/figure/ajax/update/",          NOBODY),
    # To verify, and what villages suggest
    Route("verify.page",            "GET",  "/verify/",                      EVERYBODY),
    Route("verify.towns",           "GET",  "/verify/towns",                 EVERYBODY),
    Route("verify.same",            "POST", "/verify/{rung}/{key}/same",     "302 302 302 302 403", NOBODY),
    Route("verify.change",          "GET",  "/verify/{rung}/{key}/change",   WRITERS, NOBODY),
    Route("verify.change",          "POST", "/verify/{rung}/{key}/change",   WRITERS, NOBODY),
    Route("verify.later",           "POST", "/verify/{rung}/{key}/later",    "400 400 400 400 403", NOBODY),
    Route("suggest.index",          "GET",  "/suggest/",                     EVERYBODY),
    Route("suggest.form",           "GET",  "/suggest/{rung}/{key}",         WRITERS, NOBODY),
    Route("suggest.form",           "POST", "/suggest/{rung}/{key}",         WRITERS, NOBODY),
    Route("suggest.accept",         "POST", "/suggest/{suggestion}/accept",  "302 302 302 403 403", NOBODY),
    Route("suggest.decline",        "POST", "/suggest/{suggestion}/decline", "302 302 302 403 403", NOBODY),
    Route("quality.index",          "GET",  "/quality/",                     EVERYBODY),
    # Many at once
    Route("many.preview",           "POST", "/many/{kind}/preview",          "400 400 400 400 400"),
    Route("many.apply",             "POST", "/many/{kind}/apply",            "400 400 400 400 400"),
    Route("tables.index",           "GET",  "/tables/",                      EVERYBODY),
    Route("tables.template",        "GET",  "/tables/service/template",      EVERYBODY),
    Route("tables.export",          "GET",  "/tables/service/export.csv",    EVERYBODY),
    Route("tables.upload",          "POST", "/tables/service/upload",        "302 302 302 302 403"),
    Route("tables.match",           "GET",  "/tables/uploads/{upload}/columns", EVERYBODY, NOBODY),
    Route("tables.match",           "POST", "/tables/uploads/{upload}/columns", EVERYBODY, NOBODY),
    Route("tables.tried",           "GET",  "/tables/uploads/{upload}",      EVERYBODY, NOBODY),
    Route("tables.store",           "POST", "/tables/uploads/{upload}/store", "302 302 302 302 403", NOBODY),
    Route("strokes.index",          "GET",  "/strokes/",                     EVERYBODY),
    Route("strokes.undo",           "POST", "/strokes/{stroke}/undo",        "302 302 302 302 403", NOBODY),
    # Review, history and publishing
    Route("review.queue",           "GET",  "/review/",                      EVERYBODY),
    Route("review.record",          "GET",  "/review/{kind}/{key}/",         EVERYBODY, NOBODY),
    Route("review.accept",          "POST", "/review/{kind}/{key}/accept",   PUBLISHERS, NOBODY),
    Route("review.give_back",       "POST", "/review/{kind}/{key}/return",   PUBLISHERS, NOBODY),
    Route("review.comment",         "POST", "/review/{kind}/{key}/comment",  WRITERS, NOBODY),
    Route("review.recall",          "POST", "/review/{kind}/{key}/recall",   WRITERS, NOBODY),
    Route("review.cancel",          "POST", "/review/{kind}/{key}/cancel",   "302 302 302 403 403", NOBODY),
    Route("history.revisions_of",   "GET",  "/history/{kind}/{key}/",        EVERYBODY, NOBODY),
    Route("history.compare",        "GET",  "/history/{kind}/{key}/compare?from=1&to=1", EVERYBODY, NOBODY),
    Route("history.restore",        "POST", "/history/{kind}/{key}/restore", "404 404 404 404 403", NOBODY),
    Route("releases.index",         "GET",  "/releases/",                    RELEASERS, CLOSED),
    Route("releases.new",           "GET",  "/releases/new",                 RELEASERS, CLOSED),
    Route("releases.new",           "POST", "/releases/new",                 "302 302 403 403 403", CLOSED),
    Route("releases.one",           "GET",  "/releases/{release}/",          RELEASERS, CLOSED),
    Route("releases.back",          "GET",  "/releases/{release}/back",      RELEASERS, CLOSED),
    Route("releases.back",          "POST", "/releases/{release}/back",      "302 302 403 403 403", CLOSED),
    # The site on its hosts, jobs, and how the installation is
    Route("sites.publish",          "POST", "/sites/publish",                "302 302 403 403 403", CLOSED),
    Route("sites.run",              "GET",  "/sites/runs/{run}",             RELEASERS, CLOSED),
    Route("sites.editions",         "GET",  "/sites/web/editions",           RELEASERS, CLOSED),
    Route("sites.back",             "GET",  "/sites/web/editions/1",         RELEASERS, CLOSED),
    Route("sites.back",             "POST", "/sites/web/editions/1",         "302 302 403 403 403", CLOSED),
    Route("jobs.index",             "GET",  "/jobs/",                        RELEASERS, CLOSED),
    Route("jobs.run",               "POST", "/jobs/backup/run",              "302 302 403 403 403", CLOSED),
    Route("status.index",           "GET",  "/status",                       RELEASERS, CLOSED),
    Route("status.healthz",         "GET",  "/healthz",                      EVERYBODY, stranger=200),
    # The registry: elders
    Route("elders.index",           "GET",  "/elders/",                      PEOPLE),
    Route("elders.search",          "POST", "/elders/search",                "403 302 302 302 302"),
    Route("elders.new",             "GET",  "/elders/new",                   KEEPERS),
    Route("elders.new",             "POST", "/elders/new",                   KEEPERS),
    Route("elders.one",             "GET",  "/elders/{elder}/",              PEOPLE, HIDDEN_PEOPLE),
    Route("elders.reveal",          "POST", "/elders/{elder}/reveal",        PEOPLE, HIDDEN_PEOPLE),
    Route("elders.edit",            "GET",  "/elders/{elder}/edit",          KEEPERS, HIDDEN_KEEPERS),
    Route("elders.edit",            "POST", "/elders/{elder}/edit",          KEEPERS, HIDDEN_KEEPERS),
    Route("elders.verify",          "POST", "/elders/{elder}/verify",        KEPT, HIDDEN_KEEPERS),
    Route("versions.index",         "GET",  "/elders/{elder}/history",       PEOPLE, HIDDEN_PEOPLE),
    Route("family.new_relative",    "GET",  "/elders/{elder}/relatives/new", KEEPERS, HIDDEN_KEEPERS),
    Route("family.new_relative",    "POST", "/elders/{elder}/relatives/new", KEEPERS, HIDDEN_KEEPERS),
    Route("family.relative",        "GET",  "/elders/{elder}/relatives/{relative}", KEEPERS, HIDDEN_KEEPERS),
    Route("family.relative",        "POST", "/elders/{elder}/relatives/{relative}", KEEPERS, HIDDEN_KEEPERS),
    Route("family.remove_relative", "POST", "/elders/{elder}/relatives/{relative}/remove", KEPT, HIDDEN_KEEPERS),
    Route("family.new_guardian",    "GET",  "/elders/{elder}/guardians/new", KEEPERS, HIDDEN_KEEPERS),
    Route("family.new_guardian",    "POST", "/elders/{elder}/guardians/new", KEEPERS, HIDDEN_KEEPERS),
    Route("family.guardian",        "GET",  "/elders/{elder}/guardians/{guardian}", KEEPERS, HIDDEN_KEEPERS),
    Route("family.guardian",        "POST", "/elders/{elder}/guardians/{guardian}", KEEPERS, HIDDEN_KEEPERS),
    Route("family.remove_guardian", "POST", "/elders/{elder}/guardians/{guardian}/remove", KEPT, HIDDEN_KEEPERS),
    Route("papers.told",            "GET",  "/elders/{elder}/told",          KEEPERS, HIDDEN_KEEPERS),
    Route("papers.told",            "POST", "/elders/{elder}/told",          KEEPERS, HIDDEN_KEEPERS),
    Route("papers.consent",         "GET",  "/elders/{elder}/consents/new",  KEEPERS, HIDDEN_KEEPERS),
    Route("papers.consent",         "POST", "/elders/{elder}/consents/new",  KEEPERS, HIDDEN_KEEPERS),
    Route("papers.withdraw_consent", "POST", "/elders/{elder}/consents/{consent}/withdraw", KEPT, HIDDEN_KEEPERS),
    Route("papers.assessment",      "GET",  "/elders/{elder}/assessments/new", DECIDERS, HIDDEN_DECIDERS),
    Route("papers.assessment",      "POST", "/elders/{elder}/assessments/new", DECIDERS, HIDDEN_DECIDERS),
    Route("papers.tags",            "GET",  "/elders/{elder}/tags",          KEEPERS, HIDDEN_KEEPERS),
    Route("papers.tags",            "POST", "/elders/{elder}/tags",          KEPT, HIDDEN_KEEPERS),
    Route("decisions.override",     "GET",  "/elders/{elder}/override",      DECIDERS, HIDDEN_DECIDERS),
    Route("decisions.override",     "POST", "/elders/{elder}/override",      DECIDERS, HIDDEN_DECIDERS),
    Route("decisions.withdraw_override", "POST", "/elders/{elder}/override/withdraw", DECIDED, HIDDEN_DECIDERS),
    Route("decisions.leave",        "GET",  "/elders/{elder}/leave",         KEEPERS, HIDDEN_KEEPERS),
    Route("decisions.leave",        "POST", "/elders/{elder}/leave",         KEEPERS, HIDDEN_KEEPERS),
    Route("decisions.come_back",    "POST", "/elders/{elder}/return",        KEPT, HIDDEN_KEEPERS),
    Route("decisions.move",         "GET",  "/elders/{elder}/move",          DECIDERS, HIDDEN_DECIDERS),
    Route("decisions.move",         "POST", "/elders/{elder}/move",          DECIDERS, HIDDEN_DECIDERS),
    Route("decisions.helper",       "GET",  "/elders/{elder}/helper",        KEEPERS, HIDDEN_KEEPERS),
    Route("decisions.helper",       "POST", "/elders/{elder}/helper",        KEEPERS, HIDDEN_KEEPERS),
    Route("helping.index",          "GET",  "/helpers/",                     PEOPLE),
    Route("helping.new",            "GET",  "/helpers/new",                  KEEPERS),
    Route("helping.new",            "POST", "/helpers/new",                  KEEPERS),
    Route("helping.edit",           "GET",  "/helpers/{helper}",             KEEPERS, HIDDEN_KEEPERS),
    Route("helping.edit",           "POST", "/helpers/{helper}",             KEEPERS, HIDDEN_KEEPERS),
    Route("notices.index",          "GET",  "/notices/",                     PEOPLE),
    Route("notices.seen",           "POST", "/notices/seen",                 KEPT),
    # The registry: visits
    Route("visits.index",           "GET",  "/visits/",                      PEOPLE),
    Route("visits.new",             "GET",  "/visits/{elder}/new",           KEEPERS, HIDDEN_KEEPERS),
    Route("visits.new",             "POST", "/visits/{elder}/new",           KEEPERS, HIDDEN_KEEPERS),
    Route("visits.take_back",       "POST", "/visits/{elder}/{visit}/take-back", KEPT, HIDDEN_KEEPERS),
    Route("visits.excuse",          "GET",  "/visits/{elder}/excuse",        KEEPERS, HIDDEN_KEEPERS),
    Route("visits.excuse",          "POST", "/visits/{elder}/excuse",        KEEPERS, HIDDEN_KEEPERS),
    Route("visits.end_excuse",      "POST", "/visits/{elder}/excuses/{excuse}/end", KEPT, HIDDEN_KEEPERS),
    Route("visits.blow",            "GET",  "/visits/{elder}/blow",          KEEPERS, HIDDEN_KEEPERS),
    Route("visits.blow",            "POST", "/visits/{elder}/blow",          KEEPERS, HIDDEN_KEEPERS),
    Route("work.index",             "GET",  "/visits/due/",                  PEOPLE),
    Route("campaigns.index",        "GET",  "/visits/campaigns/",            PEOPLE),
    Route("campaigns.new",          "GET",  "/visits/campaigns/new",         DECIDERS),
    Route("campaigns.new",          "POST", "/visits/campaigns/new",         DECIDERS),
    Route("campaigns.one",          "GET",  "/visits/campaigns/{campaign}/", PEOPLE, HIDDEN_PEOPLE),
    Route("campaigns.close",        "POST", "/visits/campaigns/{campaign}/close", DECIDED, HIDDEN_KEEPERS),
    Route("sheets.index",           "GET",  "/visits/sheets",                PEOPLE),
    Route("sheets.sheet",           "GET",  "/visits/sheet?area={area}",     PEOPLE, HIDDEN_PEOPLE),
    Route("sheets.grid",            "GET",  "/visits/grid?area={area}",      KEEPERS, HIDDEN_KEEPERS),
    Route("sheets.grid",            "POST", "/visits/grid?area={area}",      KEPT, HIDDEN_KEEPERS),
    Route("field.page",             "GET",  "/visits/offline/",              PEOPLE),
    Route("field.worker",           "GET",  "/visits/offline/worker.js",     PEOPLE),
    Route("field.people",           "GET",  "/visits/offline/people",        PEOPLE),
    Route("field.token",            "GET",  "/visits/offline/token",         PEOPLE),
    Route("field.send",             "POST", "/visits/offline/send",          "403 400 400 400 403"),
    # Accounts
    Route("people.index",           "GET",  "/accounts/",                    ADMINISTRATORS),
    Route("people.new",             "GET",  "/accounts/new",                 ADMINISTRATORS),
    Route("people.new",             "POST", "/accounts/new",                 ADMINISTRATORS),
    Route("people.edit",            "GET",  "/accounts/{account}",           ADMINISTRATORS, HIDDEN_ACCOUNT),
    Route("people.edit",            "POST", "/accounts/{account}",           ADMINISTRATORS, HIDDEN_ACCOUNT),
    Route("people.close",           "GET",  "/accounts/{account}/close",     ADMINISTRATORS, HIDDEN_ACCOUNT),
    Route("people.close",           "POST", "/accounts/{account}/close",     "302 403 403 403 403", HIDDEN_ACCOUNT),
    Route("people.reopen",          "POST", "/accounts/{account}/reopen",    "302 403 403 403 403", HIDDEN_ACCOUNT),
    Route("people.sign_out",        "POST", "/accounts/{account}/sign-out",  "302 403 403 403 403", HIDDEN_ACCOUNT),
    Route("people.link",            "POST", "/accounts/{account}/link",      ADMINISTRATORS, HIDDEN_ACCOUNT),
    Route("people.forget_factors",  "GET",  "/accounts/{account}/forget-factors", ADMINISTRATORS, HIDDEN_ACCOUNT),
    Route("people.forget_factors",  "POST", "/accounts/{account}/forget-factors", ADMINISTRATORS, HIDDEN_ACCOUNT),
    # The trail
    Route("trail.index",            "GET",  "/trail/",                       READERS_OF_THE_TRAIL),
    Route("trail.export",           "GET",  "/trail/export/csv",             READERS_OF_THE_TRAIL),
    Route("trail.check",            "POST", "/trail/check",                  "302 403 403 403 302"),
    # One's own account
    Route("mine.index",             "GET",  "/me/",                          EVERYBODY),
    Route("mine.end",               "POST", "/me/sessions/end",              MOVED),
    Route("factors.overview",       "GET",  "/me/second-factor",             EVERYBODY),
    Route("factors.confirm",        "GET",  "/me/confirm",                   EVERYBODY),
    Route("factors.confirm",        "POST", "/me/confirm",                   EVERYBODY),
    Route("factors.authenticator",  "GET",  "/me/authenticator",             EVERYBODY),
    Route("factors.authenticator",  "POST", "/me/authenticator",             MOVED),
    Route("factors.remove_authenticator", "POST", "/me/authenticator/remove", MOVED),
    Route("factors.recovery_codes", "POST", "/me/recovery-codes",            "200 200 302 302 302"),
    Route("factors.passkey_options", "POST", "/me/passkeys/options",         EVERYBODY),
    Route("factors.add_passkey",    "POST", "/me/passkeys",                  "403 403 403 403 403"),
    Route("factors.remove_passkey", "POST", "/me/passkeys/remove",           MOVED),
    Route("security.change_password", "GET", "/password",                    EVERYBODY),
    Route("security.change_password", "POST", "/password",                   EVERYBODY),
    Route("security.logout",        "POST", "/sign-out",                     MOVED),
    # The door: open to strangers
    Route("security.login",         "GET",  "/sign-in",                      MOVED, stranger=200),
    Route("security.login",         "POST", "/sign-in",                      MOVED, stranger=200),
    Route("door.ask",               "GET",  "/second-factor",                MOVED, stranger=302),
    Route("door.ask",               "POST", "/second-factor",                MOVED, stranger=302),
    Route("door.join",              "GET",  "/join/nothing",                 NOBODY, stranger=404),
    Route("door.join",              "POST", "/join/nothing",                 NOBODY, stranger=404),
    Route("door.passkey_options",   "POST", "/passkey/options",              EVERYBODY, stranger=200),
    Route("door.passkey",           "POST", "/passkey",                      "403 403 403 403 403", stranger=403),
    Route("security.static",        "GET",  "/fs-static/base.css",           NOBODY),
    Route("static",                 "GET",  "/static/office.css",            EVERYBODY, stranger=200),
    Route("admin.static",           "GET",  "/static/admin/admin/css/bootstrap4/admin.css", EVERYBODY, stranger=200),
)
# fmt: on


def lines() -> list[Route]:
    """The table with each kind written out, and the ways of duties and files."""
    duties = [Route(*line) for line in duty_routes.lines()]
    files = [
        Route(line[0], line[1], line[2], line[3], "".join(line[4:])) for line in file_routes.LINES
    ]
    return [written for route in ROUTES for written in _written_out(route)] + duties + files


def _written_out(route: Route) -> list[Route]:
    mark, kinds = ("{rung}", RUNG) if "{rung}" in route.path else ("{kind}", PLACED)
    if mark not in route.path:
        return [route]
    return [
        route._replace(
            endpoint=route.endpoint.replace(mark, kind), path=route.path.replace(mark, kind)
        )
        for kind in kinds
    ]
