"""Sentences worth checking, each with its rule and reason: `suggesting.suggest`."""
