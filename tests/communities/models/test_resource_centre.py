import pytest
from django.core.exceptions import ValidationError

from communities.enums import CentreSetting
from communities.models import ResourceCentre
from tests.factories.communities import ResourceCentreFactory


@pytest.mark.rule("S3-37")
@pytest.mark.django_db
def test_a_centre_belongs_to_a_community():
    centre = ResourceCentreFactory.build(community=None)

    with pytest.raises(ValidationError, match="Norādiet kopienu"):
        centre.validate_constraints()


@pytest.mark.django_db
def test_an_example_from_elsewhere_names_its_municipality():
    example = ResourceCentreFactory.build(community=None, is_reference=True, municipality_name="")

    with pytest.raises(ValidationError, match="pašvaldīb"):
        example.validate_constraints()


@pytest.mark.parametrize(("latitude", "longitude"), [(24.2, 56.8), (54.6, 25.2), (56.8, 20.0), (56.8, 28.4)])
def test_a_point_outside_latvia_is_refused(latitude, longitude):
    centre = ResourceCentreFactory.build(community=None, latitude=latitude, longitude=longitude)

    with pytest.raises(ValidationError) as refused:
        centre.clean_fields(exclude=["community"])

    assert set(refused.value.message_dict) <= {"latitude", "longitude"}


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        pytest.param("Sakstagala", "Klīdzēja", marks=pytest.mark.rule("S3-40")),
        pytest.param("Nautrēnu", "Rogovka", marks=pytest.mark.rule("S3-41")),
        pytest.param("Preiļu", "Ceplis", marks=pytest.mark.rule("S3-42")),
        pytest.param("Aglonas", "Lāzergravieris", marks=pytest.mark.rule("S3-43")),
        pytest.param("Daugavpils", "Mezgls", marks=pytest.mark.rule("S3-44")),
        pytest.param("Vārkavas", "muiž", marks=pytest.mark.rule("S3-45")),
        pytest.param("Zilupes", "Dators", marks=pytest.mark.rule("S3-46")),
        pytest.param("Dagdas", "printer", marks=pytest.mark.rule("S3-47")),
        pytest.param("Ilūkstes", "Pirmsskolas", marks=pytest.mark.rule("S3-48")),
        pytest.param("Priežmales", "pārvald", marks=pytest.mark.rule("S3-49")),
    ],
)
@pytest.mark.usefixtures("demo")
def test_the_centres_of_latgale_are_told_with_what_they_share(name, thing):
    centre = ResourceCentre.objects.get(is_reference=True, name__startswith=name)

    told = " ".join([centre.name, centre.host, centre.description, *centre.equipment.values_list("name", flat=True)])

    assert thing in told


@pytest.mark.rule("S3-39")
@pytest.mark.usefixtures("demo")
def test_the_examples_stand_indoors_outdoors_and_both():
    examples = ResourceCentre.objects.filter(is_reference=True)

    assert examples.count() == 10
    assert set(examples.values_list("setting", flat=True)) == set(CentreSetting.values)
