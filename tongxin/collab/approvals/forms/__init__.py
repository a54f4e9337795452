"""What people type about approvals."""
