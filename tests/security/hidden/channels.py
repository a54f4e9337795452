"""By which ways a value could come out, and which doors belong to each.

A new address of the router must be put into one of them (or among those that speak of no record): the test is red until it is.
Filter, sort, group and totals have no door of their own: they are asked of lists, exports, REST and search.
"""

from tongxin.base.web.routes import Route, is_api

ASKED_OF_LISTS = ("filter", "sort", "group", "total", "formula", "error text")
_REST = """
parties parties/<int:party_id> parties/<int:party_id>/restorations parties/<int:party_id>/assignments parties/<int:party_id>/team
parties/<int:party_id>/team/<int:person_id> parties/<int:party_id>/relations parties/<int:party_id>/relations/<int:relation_id>
contacts contacts/<int:contact_id> activities activities/<int:activity_id> tasks tasks/<int:task_id> tasks/<int:task_id>/completions
tasks/<int:task_id>/assignments me people people/<int:person_id> approvals approvals/<int:approval_id>
approvals/<int:approval_id>/decisions promises promises/<int:promise_id> promises/<int:promise_id>/acceptances promises/<int:promise_id>/refusals
promises/<int:promise_id>/completions promises/<int:promise_id>/reopenings promises/<int:promise_id>/cancellations calendar-entries calendar-entries/<int:calendar_entry_id>
calendar-entries/<int:calendar_entry_id>/cancellations calendar-entries/<int:calendar_entry_id>/answers
parties/<int:party_id>/consents pools pools/<int:pool_id> pools/<int:pool_id>/customers pools/<int:pool_id>/claims
products products/<int:product_id> products/<int:product_id>/price price-lists price-lists/<int:price_list_id>/prices agreed-prices
quotes quotes/<int:quote_id> quotes/<int:quote_id>/lines quotes/<int:quote_id>/special-prices quotes/<int:quote_id>/orders
special-prices special-prices/<int:special_price_id>
leads leads/sources leads/<int:lead_id> leads/<int:lead_id>/conversions leads/<int:lead_id>/deeds targets targets/<int:target_id>
contracts contracts/<int:contract_id> contracts/<int:contract_id>/deeds orders orders/<int:order_id> orders/<int:order_id>/confirmations
opportunities opportunities/totals opportunities/won opportunities/<int:opportunity_id> opportunities/<int:opportunity_id>/endings opportunities/<int:opportunity_id>/lines
rules rules/<int:automation_id> rules/<int:automation_id>/runs rules/<int:automation_id>/use
pools/<int:pool_id>/assignments hand-overs hand-overs/<int:hand_over_id>
"""
_API = {
    "REST output": _REST,
    "search": "search",
    "history": "parties/<int:party_id>/timeline",
    "merge view": "parties/<int:party_id>/merges merges/<int:merge_id>",
    "memory": "parties/<int:party_id>/facts facts/<int:fact_id> facts/<int:fact_id>/confirmations",
    "import preview": "imports imports/<int:import_id>",
}
_DOORS = {
    "output page": """
        customer customer_peek contact new_contact customer_roles new_relation remove_relation remove_contact restore_contact
        customer_steps step finish_step reopen_step postpone_step reset_step cancel_step file_step activity delete_activity
        restore_activity file_activity activities steps customer_team customer_team_removal customer_key contact_superior home
        today customer_privacy customer_hold hold_end customers_bin restore_from_bin purge_from_bin restore_customers
        customer_release customer_protection bulk_change bulk_change_undo bulk_change_stop list-deed list-undone hand_overs new_hand_over
        hand_over undo_hand_over attachment pools pool pool_returning pool_log pool_stay pool_claim pool_giving_back pool_undoing
        pool_assignment pool_mark pool_settings new_pool pool_setting pool_rules approvals new_approval deputies end_deputy approval
        approval_foreseen approval_draft_removal approval_sparing approval_watch approval_batch approval_sheet
        approval_decisions approval_deed approval_intervention approval_taking_back approval_withdrawal approval_chase approval_remarks flows flow
        new_flow flow_draft flow_draft_edits flow_draft_settings flow_condition flow_draft_undoing flow_draft_removal flow_draft_text
        flow_draft_comparison flow_draft_trial flow_draft_publication approval_figures approval_cases approval_baseline
        reveal_field public_form webforms new_webform webform webform_entries webform_entry_filing reveal_answer
        pipeline pipeline_lane pipeline_won pipeline_lost pipeline_flow pipeline_watch pipeline_forecast opportunity_nudge
        lead new_lead reveal_lead lead_answer lead_taking lead_assignment lead_dropping lead_reopening lead_conversion new_opportunity opportunity opportunity_facts opportunity_stage opportunity_next
        opportunity_win opportunity_loss opportunity_revival delete_opportunity restore_opportunity opportunity_evidence opportunity_team
        opportunity_team_leaving opportunity_lines opportunity_line opportunity_quotes quick_opportunity
        opportunity_competitors opportunity_competitor opportunity_competitor_removal opportunity_competitor_undoing
        new_quote quote quote_word quote_facts quote_pdf quote_pdf_for_customer quote_sheet quote_lines quote_line quote_sending quote_versions quote_copies quote_links quote_orders
        new_order order order_sheet order_facts order_lines order_line order_confirmation order_cancellation order_repetition
        order_deliveries order_amendments customer_credit
        new_contract contract contract_facts contract_lines contract_line quote_contracts order_contracts opportunity_contracts
        contract_wording contract_words contract_pdf contract_milestones contract_milestone contract_asking contract_sealing contract_signing
        contract_scans contract_termination contract_renewals contract_amendments
        new_special_price special_price_figures special_price_trial special_price special_price_report quote_for_customer quote_reading quote_answer
        product product_price product_units product_parts product_links product_pictures agreed_price new_agreed_price price_list_file new_product product_facts product_withdrawal product_comeback price_lists new_price_list price_list
        price_list_facts price_list_retirement price
        rules rule rule-preview rule-log rules-log
        targets target_setting
        calendar quick-calendar-entry calendar-moves calendar-shown new-calendar-entry calendar-entry calendar-entry-deletion calendar-entry-restoration
        calendar-entry-answer calendar-entry-proposal calendar-entry-file
        calendars new-calendar calendar-file calendar-subscription calendar-kept calendar-closing calendar-fetching
        new-calendar-resource calendar-resource
        talk following followed remark-removal tasks quick-task new-task task task-acceptance task-refusal task-completion task-reopening task-cancellation task-tick
        subject_requests new_subject_request subject_request look_again choose_found subject_copy erase_subject answer_subject
    """,
    "list cell": "own_fact all-tasks customers leads contacts opportunities products orders contracts agreed_prices quotes special_prices list-number list-fact list-cell list-columns list-conditions customer_fact",
    "search": "search calls",
    "suggestion": "search-suggest customer_doubles new_customer pasted_customer pasted_contact",
    "export": "list-export customer_card customer_qr",
    "merge view": "doubles compare_doubles difference undo_difference merge undo_merge",
    "history": "customer_timeline customer_fact_history undo_customer_change audit reveal_log reveal_export",
    "import preview": """
        imports new_import import import_preview import_mapping import_reading import_sheets import_runs import_undoing
        import_removal import_records import_mending import_file
    """,
    "saved view": "saved-views saved-view saved-view-order saved-view-deletion",
    "notices": """
        new-device device-removal notices notices-bell notice-readings notice-reading my-notices deliveries delivery-again job_progress job_cancellation
    """,
    "quality": "customer_quality information_progress quality_rules new_quality_rule quality_rule remove_quality_rule",
    "memory": "customer_memory fact confirm_fact forget_fact take_fact_back",
    "map": "customer_map",
    "quick add": "quick-add understood",
    "no record": """
        health ready metrics looks setup setup-selling setup-packs setup-colleagues setup-colleagues-done setup-first setup-finished login sign-in-code logout
        welcome set-language set-theme my-settings my-password second-factor second-factor-key second-factor-confirmation
        second-factor-codes second-factor-browsers second-factor-end my-sessions session-ending my-tokens token-revocation settings firm staff staff-new
        staff-person staff-link staff-sessions staff-second-factor staff-departure staff-comeback staff-posts staff-post-end units new-unit unit unit-closing roles
        new-role role fields new-field layout check-formula field field-place field-rights field-retirement field-comeback
        field-erasure dictionary retention openapi api-docs api-nothing
        channels new-channel channel channel-test channel-removal calendar-feeds calendar-feed-revocation calendar-feed
        new-rule rules-brake rules-file rules-bringing rule-when rule-conditions rule-act rule-deeds hooks new-hook hook hook-test hook-removal
        pipeline_settings new_pipeline pipeline_setting new_stage stage_setting stage_retirement new_lost_reason lost_reason_setting
        lead_settings lead_rules new_lead_source lead_source product_categories exchange_rates order_settings contract_templates new_contract_template contract_template
    """,
}
CHANNELS = {**dict.fromkeys(ASKED_OF_LISTS, ""), **_DOORS, **dict.fromkeys(_API, "")}


def channel_of(route: Route) -> str:
    """The channel to which a door belongs; empty when nobody said."""
    known = _API if is_api(route) else _DOORS
    name = route.pattern.removeprefix("api/v1/") if is_api(route) else route.name
    return next((channel for channel, names in known.items() if name in names.split()), "")
