import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import portal.db
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('ui', '0001_database_functions'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=300)),
                ('text', models.TextField(blank=True)),
                ('address', models.CharField(max_length=300)),
                ('visibility', models.CharField(choices=[('public', 'public'), ('staff', 'staff only'), ('sensitive', 'social service only')], default='public', max_length=10)),
                ('neighbourhood_keys', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('happened_on', models.DateField(blank=True, null=True)),
                ('folded_title', models.GeneratedField(db_persist=True, expression=portal.db.Folded(models.F('title')), output_field=models.TextField())),
                ('folded', models.GeneratedField(db_persist=True, expression=portal.db.Folded(models.F('text')), output_field=models.TextField())),
                ('subject_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('folded_title'), 'gin_trgm_ops'), name='search_title_trigrams'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('folded'), 'gin_trgm_ops'), name='search_text_trigrams')],
                'constraints': [models.UniqueConstraint(fields=('subject_type', 'subject_id'), name='search_entry_once'), models.CheckConstraint(condition=models.Q(('visibility', 'sensitive'), _negated=True), name='search_never_sensitive')],
            },
        ),
    ]
