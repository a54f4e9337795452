"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from tongxin.collab.tasks.views import deeds, tasks

urlpatterns: list[URLPattern | URLResolver] = [
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/quick/", tasks.quick_task, name="quick-task"),
    path("tasks/new/", tasks.new_task, name="new-task"),
    path("tasks/<int:task_id>/", tasks.task, name="task"),
    path("tasks/<int:task_id>/acceptance/", deeds.acceptance, name="task-acceptance"),
    path("tasks/<int:task_id>/refusal/", deeds.refusal, name="task-refusal"),
    path("tasks/<int:task_id>/completion/", deeds.completion, name="task-completion"),
    path("tasks/<int:task_id>/reopening/", deeds.reopening, name="task-reopening"),
    path("tasks/<int:task_id>/cancellation/", deeds.cancellation, name="task-cancellation"),
    path("tasks/<int:task_id>/items/<int:item_id>/tick/", deeds.tick, name="task-tick"),
]
