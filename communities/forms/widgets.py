"""Days and hours as the browser's own pickers give them."""

from django import forms


class DayInput(forms.DateInput):
    def __init__(self):
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class HourInput(forms.TimeInput):
    def __init__(self):
        super().__init__(attrs={"type": "time", "step": 900}, format="%H:%M")
