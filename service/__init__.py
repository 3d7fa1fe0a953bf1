"""The small HTTP service: coordinators deposit and receive, funders ask, the regional officer regenerates.

It is a thin door to ``assembler.pipeline``: it keeps people, uploads and jobs, and holds no rule about dossiers.
"""
