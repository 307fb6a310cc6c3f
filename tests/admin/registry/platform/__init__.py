"""Tests of the uploads to the platform."""
