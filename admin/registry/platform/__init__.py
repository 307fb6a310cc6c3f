"""The province's platform (山东省养老管理平台): what to upload, what was, and what differs."""
