import datetime
import django.db.models.deletion
import django.db.models.functions.comparison
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('domain', '0013_households'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalPovertyStatus',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('start_on', models.DateField(blank=True, null=True, verbose_name='起始')),
                ('start_precision', models.CharField(choices=[('year', '到年'), ('month', '到月'), ('day', '到日'), ('unknown', '不详')], default='day', max_length=8, verbose_name='起始精度')),
                ('end_on', models.DateField(blank=True, help_text='不含当日', null=True, verbose_name='终止')),
                ('end_precision', models.CharField(choices=[('year', '到年'), ('month', '到月'), ('day', '到日'), ('unknown', '不详')], default='day', max_length=8, verbose_name='终止精度')),
                ('act', models.UUIDField(db_index=True, verbose_name='操作')),
                ('actor_name', models.CharField(max_length=150, verbose_name='操作人')),
                ('status', models.CharField(choices=[('poor', '未脱贫'), ('out', '已脱贫'), ('returned', '返贫')], max_length=8, verbose_name='脱贫状态')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('history_user_id', models.BigIntegerField(db_index=True, null=True)),
                ('history_change_reason', models.TextField(blank=True)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('household', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='domain.household', verbose_name='农户')),
            ],
            options={
                'verbose_name': 'historical 脱贫状态',
                'verbose_name_plural': 'historical 脱贫状态',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalMonitoring',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('start_on', models.DateField(blank=True, null=True, verbose_name='起始')),
                ('start_precision', models.CharField(choices=[('year', '到年'), ('month', '到月'), ('day', '到日'), ('unknown', '不详')], default='day', max_length=8, verbose_name='起始精度')),
                ('end_on', models.DateField(blank=True, help_text='不含当日', null=True, verbose_name='终止')),
                ('end_precision', models.CharField(choices=[('year', '到年'), ('month', '到月'), ('day', '到日'), ('unknown', '不详')], default='day', max_length=8, verbose_name='终止精度')),
                ('act', models.UUIDField(db_index=True, verbose_name='操作')),
                ('actor_name', models.CharField(max_length=150, verbose_name='操作人')),
                ('kind', models.CharField(choices=[('unstable', '脱贫不稳定户'), ('marginal', '边缘易致贫户'), ('sudden', '突发严重困难户')], max_length=8, verbose_name='监测对象类型')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('history_user_id', models.BigIntegerField(db_index=True, null=True)),
                ('history_change_reason', models.TextField(blank=True)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('household', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='domain.household', verbose_name='农户')),
            ],
            options={
                'verbose_name': 'historical 防返贫监测',
                'verbose_name_plural': 'historical 防返贫监测',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalHouseholdIncome',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('act', models.UUIDField(db_index=True, verbose_name='操作')),
                ('actor_name', models.CharField(max_length=150, verbose_name='操作人')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年份')),
                ('people', models.PositiveSmallIntegerField(verbose_name='家庭人口')),
                ('wage', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='工资性收入')),
                ('business', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='生产经营性收入')),
                ('business_cost', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='生产经营性支出')),
                ('property', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='财产性收入')),
                ('transfer', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='转移性收入')),
                ('stated_per_head', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='所列人均纯收入')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('history_user_id', models.BigIntegerField(db_index=True, null=True)),
                ('history_change_reason', models.TextField(blank=True)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('household', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='domain.household', verbose_name='农户')),
            ],
            options={
                'verbose_name': 'historical 家庭收入',
                'verbose_name_plural': 'historical 家庭收入',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HouseholdIncome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年份')),
                ('people', models.PositiveSmallIntegerField(verbose_name='家庭人口')),
                ('wage', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='工资性收入')),
                ('business', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='生产经营性收入')),
                ('business_cost', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='生产经营性支出')),
                ('property', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='财产性收入')),
                ('transfer', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='转移性收入')),
                ('stated_per_head', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='所列人均纯收入')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='incomes', to='domain.household', verbose_name='农户')),
            ],
            options={
                'verbose_name': '家庭收入',
                'verbose_name_plural': '家庭收入',
                'ordering': ['household', '-year'],
            },
        ),
        migrations.CreateModel(
            name='Monitoring',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start_on', models.DateField(blank=True, null=True, verbose_name='起始')),
                ('start_precision', models.CharField(choices=[('year', '到年'), ('month', '到月'), ('day', '到日'), ('unknown', '不详')], default='day', max_length=8, verbose_name='起始精度')),
                ('end_on', models.DateField(blank=True, help_text='不含当日', null=True, verbose_name='终止')),
                ('end_precision', models.CharField(choices=[('year', '到年'), ('month', '到月'), ('day', '到日'), ('unknown', '不详')], default='day', max_length=8, verbose_name='终止精度')),
                ('kind', models.CharField(choices=[('unstable', '脱贫不稳定户'), ('marginal', '边缘易致贫户'), ('sudden', '突发严重困难户')], max_length=8, verbose_name='监测对象类型')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='monitorings', to='domain.household', verbose_name='农户')),
            ],
            options={
                'verbose_name': '防返贫监测',
                'verbose_name_plural': '防返贫监测',
                'ordering': ['household', 'start_on'],
            },
        ),
        migrations.CreateModel(
            name='PovertyStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start_on', models.DateField(blank=True, null=True, verbose_name='起始')),
                ('start_precision', models.CharField(choices=[('year', '到年'), ('month', '到月'), ('day', '到日'), ('unknown', '不详')], default='day', max_length=8, verbose_name='起始精度')),
                ('end_on', models.DateField(blank=True, help_text='不含当日', null=True, verbose_name='终止')),
                ('end_precision', models.CharField(choices=[('year', '到年'), ('month', '到月'), ('day', '到日'), ('unknown', '不详')], default='day', max_length=8, verbose_name='终止精度')),
                ('status', models.CharField(choices=[('poor', '未脱贫'), ('out', '已脱贫'), ('returned', '返贫')], max_length=8, verbose_name='脱贫状态')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statuses', to='domain.household', verbose_name='农户')),
            ],
            options={
                'verbose_name': '脱贫状态',
                'verbose_name_plural': '脱贫状态',
                'ordering': ['household', 'start_on'],
            },
        ),
        migrations.AddConstraint(
            model_name='householdincome',
            constraint=models.UniqueConstraint(fields=('household', 'year'), name='household_income_once'),
        ),
        migrations.AddConstraint(
            model_name='householdincome',
            constraint=models.CheckConstraint(condition=models.Q(('people__gt', 0)), name='household_income_of_people'),
        ),
        migrations.AddConstraint(
            model_name='monitoring',
            constraint=models.CheckConstraint(condition=models.Q(('start_on__isnull', True), ('end_on__isnull', True), ('end_on__gte', models.F('start_on')), _connector='OR'), name='monitoring_period', violation_error_message='终止日期早于起始日期'),
        ),
        migrations.AddConstraint(
            model_name='monitoring',
            constraint=models.UniqueConstraint(models.F('household'), django.db.models.functions.comparison.Coalesce('start_on', models.Value(datetime.date(1, 1, 1)), output_field=models.DateField()), name='monitoring_start'),
        ),
        migrations.AddConstraint(
            model_name='monitoring',
            constraint=models.UniqueConstraint(condition=models.Q(('end_on__isnull', True)), fields=('household',), name='monitoring_one_open'),
        ),
        migrations.AddIndex(
            model_name='povertystatus',
            index=models.Index(fields=['status', 'end_on', 'household'], name='poverty_status_now'),
        ),
        migrations.AddConstraint(
            model_name='povertystatus',
            constraint=models.CheckConstraint(condition=models.Q(('start_on__isnull', True), ('end_on__isnull', True), ('end_on__gte', models.F('start_on')), _connector='OR'), name='poverty_status_period', violation_error_message='终止日期早于起始日期'),
        ),
        migrations.AddConstraint(
            model_name='povertystatus',
            constraint=models.UniqueConstraint(models.F('household'), django.db.models.functions.comparison.Coalesce('start_on', models.Value(datetime.date(1, 1, 1)), output_field=models.DateField()), name='poverty_status_start'),
        ),
        migrations.AddConstraint(
            model_name='povertystatus',
            constraint=models.UniqueConstraint(condition=models.Q(('end_on__isnull', True)), fields=('household',), name='poverty_status_one_open'),
        ),
    ]
