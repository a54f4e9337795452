"""A person with something in every corner: found whole, erased whole."""

from pathlib import Path

from django.apps import apps
from django.db.models import CharField, JSONField, TextField

from tests.cast import assemble
from tests.security.canaries import plant, seen, text_of_archive
from tongxin.base.registries import personal_data
from tongxin.collab.jobs.actions import work_off
from tongxin.directory.privacy.actions import ask_to_erase, choose_found, open_request, read_tombstones
from tongxin.directory.privacy.models import Found, SubjectRequest
from tongxin.directory.privacy.queries.archive import write_archive

PROOF = ("privacy_subjectrequest", "privacy_found")
# Text that says nothing about the people whom the firm knows: about the firm itself, its colleagues, its rules, or words of the program.
NOT_PERSONAL = set(
    """pipeline.lostreason.key pipeline.lostreason.name pipeline.opportunity.currency pipeline.pipeline.key pipeline.pipeline.name
    pipeline.evidence.key pipeline.evidence.name pipeline.opportunitymember.part
    leads.assignmentrule.cities leads.assignmentrule.words leads.leadnote.kind leads.leadsource.key leads.leadsource.name targets.target.batch targets.target.currency targets.target.key targets.target.measure targets.target.product pipeline.stage.key pipeline.stage.name pipeline.stagestay.went pipeline.tally.currency pipeline.tally.key pipeline.tally.state
    pipeline.opportunitycompetitor.currency pipeline.opportunityline.unit pipeline.opportunityline.why
    access.role.fields access.role.name access.role.scopes access.share.kind activities.activity.about_kind
    activities.activity.currency activities.step.currency auth.group.name auth.permission.codename auth.permission.name
    approvals.baseline.counted approvals.approval.document_version approvals.approval.kind approvals.approval.subject_kind
    approvals.approval.why_stuck approvals.delegation.kinds designer.draftstate.about designer.draftstate.deed
    designer.draftstate.graph approvals.flow.key approvals.flow.kind approvals.flow.name designer.flowdraft.name
    approvals.flowversion.graph approvals.historyentry.kind approvals.holder.kind approvals.holder.node
    approvals.holder.origin approvals.holder.status
    notices.device.auth notices.device.digest notices.device.endpoint notices.device.key notices.device.name
    notices.pushkeys.private notices.pushkeys.public
    automations.hook.address automations.hook.name automations.hook.secret automations.hook.former_secret automations.parcel.key
    automations.rule.kind automations.rule.occasion automations.run.did automations.run.parts
    automations.run.subject_kind automations.told.subject_kind
    calendar.calendar.address calendar.calendar.fetch_error calendar.calendar.name
    calendar.entry.kept_resources calendar.entry.rule calendar.entry.subject_kind calendar.entry.uid
    calendar.entry.without calendar.entry.zone calendar.feed.digest calendar.feed.name
    calendar.resource.name calendar.resource.place
    catalogue.exchangerate.currency catalogue.agreedprice.currency catalogue.agreedprice.kind catalogue.agreeduse.kind catalogue.category.name catalogue.category.note
    catalogue.category.sold_to catalogue.pricelist.currency catalogue.pricelist.name
    catalogue.pricelist.region catalogue.pricelist.tier catalogue.product.code catalogue.product.currency
    catalogue.product.english_name catalogue.product.name catalogue.product.note catalogue.product.sold_to
    catalogue.product.sort_key catalogue.product.unit catalogue.product.variant
    catalogue.productunit.name quotes.quote.currency quotes.quote.kind quotes.quote.number quotes.quoteline.unit
    quotes.quoteline.why quotes.quotelink.digest quotes.quotelink.furthest quotes.specialprice.currency
    orders.amendment.quantities orders.creditlimit.currency orders.numberrule.kind orders.numberrule.pattern orders.numberseries.period
    orders.order.currency orders.order.kind orders.order.number orders.orderline.unit orders.orderline.why
    contracts.contracttemplate.name contracts.contracttemplate.text contracts.contract.number contracts.contract.currency contracts.contract.source contracts.contractamendment.wanted contracts.contractline.unit contracts.contractline.why
    pipeline.gatepass.figures contenttypes.contenttype.app_label contenttypes.contenttype.model doubles.move.column doubles.move.model
    fields.customfield.currency fields.customfield.formula fields.customfield.hint fields.customfield.key fields.customfield.kind
    fields.customfield.label fields.customfield.only_for fields.customfield.pattern fields.customfield.required_when fields.customfield.result
    fields.customfield.section fields.customfield.source fields.customfield.uses fields.dictionary.name fields.dictionaryentry.key
    fields.dictionaryentry.label fields.layout.form fields.layout.kind fields.layout.sections fields.ownvalues.kind fields.series.period
    feed.following.subject_kind feed.remark.subject_kind files.attachment.kind files.storedfile.content_type files.storedfile.sha256 imports.import.encoding imports.import.format
    imports.import.separator imports.import.sha256 imports.import.sheets imports.import.target imports.rejection.field
    imports.rememberedmapping.fingerprint imports.rememberedmapping.target jobs.job.name jobs.job.unique_key jobs.job.worker
    jobs.once.fingerprint jobs.once.key jobs.once.principal journal.entry.batch journal.entry.kind journal.entry.name journal.seal.chain journal.seal.held
    memory.fact.source_kind notices.channel.account notices.channel.address notices.channel.host notices.channel.name
    notices.channel.secret notices.channel.sender notices.delivery.message notices.account.name notices.habits.paces notices.habits.quiet notices.notice.key
    notices.notice.matter notices.notice.kind notices.notice.subject_kind notices.notice.text notices.notice.url
    org.letterhead.account org.letterhead.address org.letterhead.bank org.letterhead.email org.letterhead.english_address org.letterhead.english_name org.letterhead.logo
    org.letterhead.phone org.letterhead.uscc org.letterhead.website org.company.currency org.company.language org.company.name org.company.packs org.company.time_zone org.company.wizard_step
    org.post.title org.unit.name org.unit.path ownership.handover.kinds parties.party.area_code parties.teammember.role
    people.failedsignin.key people.recoverycode.digest people.secondfactor.key people.secondfactor.next_key people.trustedbrowser.digest people.person.email people.person.name people.person.password people.person.phone
    ownership.moved.kind people.person.sort_key people.person.time_zone people.token.digest people.token.name people.token.scopes pools.claimrule.masks
    pools.pool.name pools.returnline.tiers pools.stay.colleagues privacy.reveal.address privacy.reveal.door privacy.reveal.facts privacy.reveal.field privacy.reveal.kind privacy.tombstone.born privacy.tombstone.judged quality.factdate.fact
    quality.firmrule.facts quality.firmrule.kind quality.firmrule.part quality.firmrule.role quality.firmrule.tier
    quality.score.failing sessions.session.session_key tasks.task.subject_kind views.bulkchange.deed views.bulkchange.kind views.savedview.columns views.savedview.group views.savedview.kind
    views.savedview.shape views.savedview.sort webforms.entry.why webforms.webform.asks webforms.webform.consent
    webforms.webform.heading webforms.webform.intro webforms.webform.key webforms.webform.name webforms.webform.tag
    webforms.webform.thanks""".split()
)
# The case is the proof that the firm answered; what was found is forgotten when it ends.
KEPT_AS_PROOF = set(
    """privacy.found.corner privacy.found.excerpt privacy.found.file privacy.found.row privacy.found.tie
    privacy.subjectrequest.answer privacy.subjectrequest.identified_by privacy.subjectrequest.name privacy.subjectrequest.note
    privacy.subjectrequest.outcome privacy.subjectrequest.words""".split()
)


def test_all_is_found_and_copied_and_erased(transactional_db: None, settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]  # pytest-django's own
    scene = plant(assemble(), 45)
    who = {"name": scene.person.name, "identified_by": "身份证", "party": scene.person}
    request = open_request(by=scene.cast.boss, kind="erase", **who)
    work_off()
    everything = list(Found.objects.values_list("pk", flat=True))
    choose_found(by=scene.cast.boss, request=request, chosen=everything)

    write_archive(request, tmp_path / "copy.zip")
    told = text_of_archive(tmp_path / "copy.zip")
    assert {one: corner for one, corner in scene.canaries.items() if one not in told} == {}

    assert seen(scene.canaries, PROOF), "the search sees what is there"
    ask_to_erase(by=scene.cast.boss, request=request)
    work_off()
    assert SubjectRequest.objects.get(pk=request.pk).kept == []
    left = seen(scene.canaries, PROOF)
    assert sorted({f"{where} {corner}" for where, _word, corner in left}) == []
    assert len(read_tombstones()) == 1


def test_every_text_column_is_in_a_corner_or_holds_nothing_about_people() -> None:
    covered = {column for corner in personal_data for column in corner.columns}
    found = set()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField | JSONField) and not field.choices:
                found.add(f"{model._meta.label_lower}.{field.name}")
    known = NOT_PERSONAL | KEPT_AS_PROOF
    assert found - covered - known == set()
    assert known - found == set(), "these are gone; take them off the list"
