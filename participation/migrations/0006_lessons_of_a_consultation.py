
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0005_opinion_community'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='consultation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='consultation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='consultation',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='consultation',
            name='lessons',
            field=models.TextField(blank=True, db_default='', verbose_name='what we learned'),
        ),
        migrations.AddField(
            model_name='consultationevent',
            name='lessons',
            field=models.TextField(blank=True, db_default='', verbose_name='what we learned'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "participation_consultationevent" ("answered_count", "answers_by", "audiences", "can_change", "cancelled_at", "cancelled_by_id", "cancelled_reason", "cannot_change", "closes_at", "contact_email", "contact_phone", "contact_post", "continues_id", "created_at", "decision_on", "description", "easy_summary", "extension_reason", "first_closes_at", "how_to_take_part", "id", "individual_count", "joint_count", "justification", "kind", "legal_basis", "lessons", "level", "norm_id", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "published_by_id", "remote_link", "represented_count", "result", "result_at", "slug", "stage", "state", "subject", "summary", "title", "unit_id", "updated_at", "ways") VALUES (NEW."answered_count", NEW."answers_by", NEW."audiences", NEW."can_change", NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_reason", NEW."cannot_change", NEW."closes_at", NEW."contact_email", NEW."contact_phone", NEW."contact_post", NEW."continues_id", NEW."created_at", NEW."decision_on", NEW."description", NEW."easy_summary", NEW."extension_reason", NEW."first_closes_at", NEW."how_to_take_part", NEW."id", NEW."individual_count", NEW."joint_count", NEW."justification", NEW."kind", NEW."legal_basis", NEW."lessons", NEW."level", NEW."norm_id", NEW."opens_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."published_at", NEW."published_by_id", NEW."remote_link", NEW."represented_count", NEW."result", NEW."result_at", NEW."slug", NEW."stage", NEW."state", NEW."subject", NEW."summary", NEW."title", NEW."unit_id", NEW."updated_at", NEW."ways"); RETURN NULL;', hash='9ec4eadc292e469cc98af0b6302a1e787ee1ad01', operation='INSERT', pgid='pgtrigger_insert_insert_cdf80', table='participation_consultation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "participation_consultationevent" ("answered_count", "answers_by", "audiences", "can_change", "cancelled_at", "cancelled_by_id", "cancelled_reason", "cannot_change", "closes_at", "contact_email", "contact_phone", "contact_post", "continues_id", "created_at", "decision_on", "description", "easy_summary", "extension_reason", "first_closes_at", "how_to_take_part", "id", "individual_count", "joint_count", "justification", "kind", "legal_basis", "lessons", "level", "norm_id", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "published_by_id", "remote_link", "represented_count", "result", "result_at", "slug", "stage", "state", "subject", "summary", "title", "unit_id", "updated_at", "ways") VALUES (NEW."answered_count", NEW."answers_by", NEW."audiences", NEW."can_change", NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_reason", NEW."cannot_change", NEW."closes_at", NEW."contact_email", NEW."contact_phone", NEW."contact_post", NEW."continues_id", NEW."created_at", NEW."decision_on", NEW."description", NEW."easy_summary", NEW."extension_reason", NEW."first_closes_at", NEW."how_to_take_part", NEW."id", NEW."individual_count", NEW."joint_count", NEW."justification", NEW."kind", NEW."legal_basis", NEW."lessons", NEW."level", NEW."norm_id", NEW."opens_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."published_at", NEW."published_by_id", NEW."remote_link", NEW."represented_count", NEW."result", NEW."result_at", NEW."slug", NEW."stage", NEW."state", NEW."subject", NEW."summary", NEW."title", NEW."unit_id", NEW."updated_at", NEW."ways"); RETURN NULL;', hash='02d3f9845d35cbc4dfb37e624216c821ca099887', operation='UPDATE', pgid='pgtrigger_update_update_aa962', table='participation_consultation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "participation_consultationevent" ("answered_count", "answers_by", "audiences", "can_change", "cancelled_at", "cancelled_by_id", "cancelled_reason", "cannot_change", "closes_at", "contact_email", "contact_phone", "contact_post", "continues_id", "created_at", "decision_on", "description", "easy_summary", "extension_reason", "first_closes_at", "how_to_take_part", "id", "individual_count", "joint_count", "justification", "kind", "legal_basis", "lessons", "level", "norm_id", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "published_by_id", "remote_link", "represented_count", "result", "result_at", "slug", "stage", "state", "subject", "summary", "title", "unit_id", "updated_at", "ways") VALUES (OLD."answered_count", OLD."answers_by", OLD."audiences", OLD."can_change", OLD."cancelled_at", OLD."cancelled_by_id", OLD."cancelled_reason", OLD."cannot_change", OLD."closes_at", OLD."contact_email", OLD."contact_phone", OLD."contact_post", OLD."continues_id", OLD."created_at", OLD."decision_on", OLD."description", OLD."easy_summary", OLD."extension_reason", OLD."first_closes_at", OLD."how_to_take_part", OLD."id", OLD."individual_count", OLD."joint_count", OLD."justification", OLD."kind", OLD."legal_basis", OLD."lessons", OLD."level", OLD."norm_id", OLD."opens_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."published_at", OLD."published_by_id", OLD."remote_link", OLD."represented_count", OLD."result", OLD."result_at", OLD."slug", OLD."stage", OLD."state", OLD."subject", OLD."summary", OLD."title", OLD."unit_id", OLD."updated_at", OLD."ways"); RETURN NULL;', hash='4533b99fdb87e1d64415ddac793744e8a88a0efd', operation='DELETE', pgid='pgtrigger_delete_delete_ebfb2', table='participation_consultation', when='AFTER')),
        ),
    ]
