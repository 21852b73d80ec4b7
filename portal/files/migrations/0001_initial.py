import django.core.validators
import django.db.models.deletion
import portal.files.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='File',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('content', models.FileField(blank=True, max_length=200, storage=portal.files.models.private_storage, upload_to=portal.files.models.random_path, verbose_name='content')),
                ('original_name', models.CharField(max_length=200, verbose_name='name')),
                ('content_type', models.CharField(max_length=100, verbose_name='type')),
                ('size', models.BigIntegerField(default=0, validators=[django.core.validators.MinValueValidator(0)], verbose_name='size in bytes')),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('ready_at', models.DateTimeField(blank=True, null=True, verbose_name='ready')),
                ('erased_at', models.DateTimeField(blank=True, null=True, verbose_name='erased')),
                ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'file',
                'verbose_name_plural': 'files',
                'constraints': [models.CheckConstraint(condition=models.Q(('ready_at__isnull', True), models.Q(('sha256', ''), _negated=True), _connector='OR'), name='file_ready_has_hash')],
            },
        ),
    ]
