"""The chamber: every reading, rendering and converting of what people send happens in a child process with limits.

``parent.run_task`` is the one door. Requests and results are plain models; the bytes travel through the store.
"""
