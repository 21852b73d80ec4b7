"""Every model of ours says what personal data it holds and how long, and what it is called in Latvian."""

import pytest
from django.apps import apps
from django.utils.translation import override

APPS = ("portal", "communities", "participation", "grants", "actionplans")
MODELS = {
    model._meta.label: model
    for model in apps.get_models()
    if model.__module__.split(".")[0] in APPS and not hasattr(model, "pgh_tracked_model")
}


@pytest.mark.parametrize("label", sorted(MODELS))
def test_a_model_declares_its_personal_data_and_how_long_it_stays(label):
    privacy = MODELS[label].Privacy

    fields = {field.name for field in MODELS[label]._meta.get_fields()}

    assert set(privacy.personal) <= fields
    assert privacy.retention


@pytest.mark.parametrize("label", sorted(MODELS))
def test_a_model_is_called_something_else_in_latvian(label):
    options = MODELS[label]._meta

    def names(language):
        with override(language):
            return str(options.verbose_name), str(options.verbose_name_plural)

    assert names("lv") != names("en")
