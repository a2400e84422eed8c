"""What each setting does, in the words of docs/settings.md; a test holds the two together."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MEANINGS = {
    "XIESHOU_HOME": _("数据文件夹:数据库、地图、附件、密钥。make demo 用 ./var。"),
    "DATABASE_URL": _("改用其他数据库,如 PostgreSQL。"),
    "XIESHOU_SECRET_KEY": _("会话签名密钥;多台机器共用一个数据库时须统一设置。"),
    "XIESHOU_PERSONAL_KEYS": _(
        "个人信息加密密钥,新的在前;每个为 32 字节的 URL 安全 base64。密钥丢失则数据无法"
        "恢复;多台机器共用数据库时须统一设置,并与数据库备份分开保管。"
    ),
    "XIESHOU_PERSONAL_INDEX_KEYS": _("盲索引密钥(按证件号码、电话精确查找所用),新的在前。"),
    "XIESHOU_HOSTS": _("允许访问的主机名。"),
    "XIESHOU_ORIGINS": _("反向代理后允许提交表单的来源,须带协议。"),
    "XIESHOU_HTTPS": _("站点由代理以 HTTPS 提供:启用安全 Cookie、跳转与 HSTS。"),
    "XIESHOU_PASSWORD_LENGTH": _("密码的最少字符数,不得小于 8。"),
    "XIESHOU_SESSION_HOURS": _("多少小时没有活动就须重新登录。"),
    "XIESHOU_LOCK_ATTEMPTS": _("同一账号从同一地址输错几次后锁定。"),
    "XIESHOU_LOCK_ACCOUNT": _("同一账号从任何地址共输错几次后锁定。"),
    "XIESHOU_LOCK_ADDRESS": _("同一地址对任何账号共输错几次后锁定;整个单位可能共用一个地址。"),
    "XIESHOU_LOCK_MINUTES": _("输错一次过多少分钟不再计算,即锁定的时长。"),
    "XIESHOU_PROXIES": _(
        "站点前有几层自己的反向代理,据其 X-Forwarded-For 认地址。有代理而写 0,所有人"
        "看似来自同一地址,一人试错会锁住所有人。"
    ),
    "XIESHOU_TWO_STEP_ROLES": _(
        "须两步验证的角色,如 administrator,finance,auditor;不在封闭网络中的站点建议启用。"
    ),
    "XIESHOU_INVITATION_DAYS": _("邀请链接的有效天数。"),
    "XIESHOU_SMTP_HOST": _("发送邀请的邮件服务器;没有则只显示链接,由邀请人转交。"),
    "XIESHOU_SMTP_PORT": _("邮件服务器端口;465 自始加密。"),
    "XIESHOU_SMTP_TLS": _("其他端口是否用 STARTTLS。"),
    "XIESHOU_SMTP_USER": _("邮件服务器的用户名。"),
    "XIESHOU_SMTP_PASSWORD": _("邮件服务器的密码。"),
    "XIESHOU_MAIL_FROM": _("发件人地址。"),
    "XIESHOU_DEBUG": _("调试页面;公开的服务器上切勿打开。"),
    "XIESHOU_LOG_LEVEL": _("日志级别,写到标准错误。"),
    "XIESHOU_TEXT_MB": _("文献所附原文的最大兆字节数。"),
    "XIESHOU_PHOTO_MB": _("所附照片的最大兆字节数。"),
    "XIESHOU_PHOTO_MEGAPIXELS": _("照片的最多像素(百万):很小的文件也可能展开成巨大的图。"),
    "XIESHOU_FILE_MB": _("其他附件的最大兆字节数。"),
    "XIESHOU_IMPORT_MB": _("导入台账的文件的最大兆字节数;解压后最多 4 GiB。"),
    "XIESHOU_WORKER_MEMORY": _(
        "执行进程可用的内存(MiB),只限执行进程;一次读不下的工作表分段读取,仍超出的说明原因后退回,"
        "网站不受影响;0 为不限。在 Linux 上有效。"
    ),
    "XIESHOU_JOB_DAYS": _("已结束的任务连同日志、结果文件保留的天数。"),
    "XIESHOU_CHART_FONT": _(
        "Word 文书中图表所用的字体:字体文件或字体名,须含中文;都没有时不能打印带图的文书。Debi"
        "an 可安装 fonts-noto-cjk。"
    ),
    "XIESHOU_MAP_APPROVAL": _("审图号,显示在页脚;在中国境内公开展示地图前须取得。"),
}
