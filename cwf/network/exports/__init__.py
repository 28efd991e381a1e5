"""Renderings of the network: pages and a calendar."""
