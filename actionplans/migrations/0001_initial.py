import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('code', models.CharField(max_length=6, verbose_name='code')),
                ('what', models.CharField(max_length=300, verbose_name='what will happen')),
                ('who', models.CharField(max_length=200, verbose_name='who')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='until')),
                ('money', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='money, EUR')),
                ('people', models.CharField(max_length=120, verbose_name='people')),
                ('progress', models.CharField(choices=[('not_begun', 'not begun'), ('on_time', 'on time'), ('late', 'late'), ('done', 'done'), ('stopped', 'stopped')], default='not_begun', max_length=10, verbose_name='progress')),
                ('is_open_to_join', models.BooleanField(default=True, verbose_name='open to join')),
            ],
            options={
                'verbose_name': 'action',
                'verbose_name_plural': 'actions',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Chapter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('text', models.TextField(blank=True, verbose_name='text')),
            ],
            options={
                'verbose_name': 'chapter',
                'verbose_name_plural': 'chapters',
                'ordering': ['kind__position'],
            },
        ),
        migrations.CreateModel(
            name='ChapterTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='number')),
                ('slug', models.SlugField(max_length=40, verbose_name='address')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('title_en', models.CharField(max_length=120, verbose_name='title in English')),
                ('guidance', models.TextField(verbose_name='guidance')),
                ('guidance_en', models.TextField(verbose_name='guidance in English')),
                ('content', models.CharField(choices=[('text', 'text'), ('goals', 'text and goals'), ('actions', 'text and actions'), ('indicators', 'text and indicators'), ('places', 'text and places')], default='text', max_length=12, verbose_name='what it holds')),
                ('is_required', models.BooleanField(default=True, verbose_name='required')),
                ('source', models.CharField(blank=True, max_length=20, verbose_name='rule')),
            ],
            options={
                'verbose_name': 'chapter of a template',
                'verbose_name_plural': 'chapters of templates',
                'ordering': ['template', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('code', models.CharField(max_length=6, verbose_name='code')),
                ('title', models.CharField(max_length=300, verbose_name='goal')),
                ('challenge', models.CharField(max_length=200, verbose_name='which challenge it answers')),
                ('owner', models.CharField(max_length=120, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'goal',
                'verbose_name_plural': 'goals',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='address')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('consulted', 'under consultation'), ('adopted', 'adopted'), ('in_progress', 'in progress'), ('ended', 'ended')], default='draft', max_length=12, verbose_name='state')),
                ('story', models.TextField(verbose_name='the story in short')),
                ('year_from', models.PositiveSmallIntegerField(verbose_name='from the year')),
                ('year_to', models.PositiveSmallIntegerField(verbose_name='to the year')),
                ('ten_steps', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None, verbose_name='of the ten steps, done')),
                ('decision_number', models.CharField(blank=True, max_length=60, verbose_name='number of the decision')),
                ('adopted_on', models.DateField(blank=True, null=True, verbose_name='adopted')),
            ],
            options={
                'verbose_name': 'action plan',
                'verbose_name_plural': 'action plans',
                'ordering': ['-year_from', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PlanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('slug', models.SlugField(db_index=False, max_length=100, verbose_name='address')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('consulted', 'under consultation'), ('adopted', 'adopted'), ('in_progress', 'in progress'), ('ended', 'ended')], default='draft', max_length=12, verbose_name='state')),
                ('story', models.TextField(verbose_name='the story in short')),
                ('year_from', models.PositiveSmallIntegerField(verbose_name='from the year')),
                ('year_to', models.PositiveSmallIntegerField(verbose_name='to the year')),
                ('ten_steps', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None, verbose_name='of the ten steps, done')),
                ('decision_number', models.CharField(blank=True, max_length=60, verbose_name='number of the decision')),
                ('adopted_on', models.DateField(blank=True, null=True, verbose_name='adopted')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlanTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='address')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('name_en', models.CharField(max_length=150, verbose_name='name in English')),
                ('description', models.TextField(verbose_name='what it is for')),
            ],
            options={
                'verbose_name': 'plan template',
                'verbose_name_plural': 'plan templates',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('value', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='value')),
                ('measured_on', models.DateField(verbose_name='measured')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
            ],
            options={
                'verbose_name': 'reading',
                'verbose_name_plural': 'readings',
                'ordering': ['measured_on'],
            },
        ),
        migrations.CreateModel(
            name='ReadingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('value', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='value')),
                ('measured_on', models.DateField(verbose_name='measured')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ActionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('code', models.CharField(max_length=6, verbose_name='code')),
                ('what', models.CharField(max_length=300, verbose_name='what will happen')),
                ('who', models.CharField(max_length=200, verbose_name='who')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='until')),
                ('money', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='money, EUR')),
                ('people', models.CharField(max_length=120, verbose_name='people')),
                ('progress', models.CharField(choices=[('not_begun', 'not begun'), ('on_time', 'on time'), ('late', 'late'), ('done', 'done'), ('stopped', 'stopped')], default='not_begun', max_length=10, verbose_name='progress')),
                ('is_open_to_join', models.BooleanField(default=True, verbose_name='open to join')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.action')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ChapterEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.chapter')),
                ('kind', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.chaptertemplate')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='chapter',
            name='kind',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actionplans.chaptertemplate'),
        ),
        migrations.AddField(
            model_name='action',
            name='goals',
            field=models.ManyToManyField(related_name='actions', to='actionplans.goal', verbose_name='goals'),
        ),
        migrations.CreateModel(
            name='GoalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('code', models.CharField(max_length=6, verbose_name='code')),
                ('title', models.CharField(max_length=300, verbose_name='goal')),
                ('challenge', models.CharField(max_length=200, verbose_name='which challenge it answers')),
                ('owner', models.CharField(max_length=120, verbose_name='owner')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.goal')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=200, verbose_name='indicator')),
                ('unit', models.CharField(max_length=40, verbose_name='unit of measure')),
                ('direction', models.CharField(choices=[('up', 'should grow'), ('down', 'should shrink')], default='up', max_length=5, verbose_name='direction')),
                ('baseline', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='baseline')),
                ('baseline_on', models.DateField(verbose_name="baseline's date")),
                ('target', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='target')),
                ('target_on', models.DateField(verbose_name="target's date")),
                ('source', models.CharField(max_length=200, verbose_name='source')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='actionplans.goal')),
            ],
            options={
                'verbose_name': 'indicator',
                'verbose_name_plural': 'indicators',
                'ordering': ['goal', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='IndicatorEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=200, verbose_name='indicator')),
                ('unit', models.CharField(max_length=40, verbose_name='unit of measure')),
                ('direction', models.CharField(choices=[('up', 'should grow'), ('down', 'should shrink')], default='up', max_length=5, verbose_name='direction')),
                ('baseline', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='baseline')),
                ('baseline_on', models.DateField(verbose_name="baseline's date")),
                ('target', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='target')),
                ('target_on', models.DateField(verbose_name="target's date")),
                ('source', models.CharField(max_length=200, verbose_name='source')),
                ('goal', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actionplans.goal')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actionplans.indicator')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
