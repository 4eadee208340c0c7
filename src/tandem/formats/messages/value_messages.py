"""What is wrong with one value: dates, hours, amounts, names."""

from __future__ import annotations

from tandem.formats.messages.message import Message

VALUES: dict[str, Message] = {
    "id": Message(
        "“{text}” kan geen korte naam zijn.",
        "Gebruik kleine letters, cijfers en streepjes, hoogstens 60: `kevin-werk`.",
        "“{text}” cannot be a short name.",
        "Use small letters, digits and hyphens, 60 at most: `kevin-work`.",
    ),
    "id-type": Message(
        "Hier hoort een korte naam, geen “{text}”.",
        "Gebruik kleine letters, cijfers en streepjes: `kevin`.",
        "A short name belongs here, not “{text}”.",
        "Use small letters, digits and hyphens: `kevin`.",
    ),
    "ids": Message(
        "Hier hoort een lijst van korte namen, geen “{text}”.",
        "Schrijf bijvoorbeeld `[kevin, karin]`.",
        "A list of short names belongs here, not “{text}”.",
        "Write for example `[kevin, karin]`.",
    ),
    "id-in-list-twice": Message(
        "“{id}” staat twee keer in deze lijst.",
        "Noem iedereen één keer.",
        "“{id}” is in this list twice.",
        "Name each once.",
    ),
    "date": Message(
        "“{text}” is geen datum zoals we die lezen.",
        "Schrijf jaar-maand-dag: 2027-01-11.",
        "“{text}” is not a date as we read it.",
        "Write year-month-day: 2027-01-11.",
    ),
    "date-none": Message(
        "De dag “{text}” bestaat niet.",
        "Kijk de datum na.",
        "The day “{text}” does not exist.",
        "Check the date.",
    ),
    "date-range": Message(
        "Het jaar van “{text}” klopt niet.",
        "Het ligt tussen {first} en {last}.",
        "The year of “{text}” cannot be right.",
        "It lies between {first} and {last}.",
    ),
    "amount": Message(
        "“{text}” is geen bedrag.",
        "Schrijf euro's, zonder punt bij duizendtallen: 120 of 120,50.",
        "“{text}” is not an amount.",
        "Write euros, without a sign for thousands: 120 or 120.50.",
    ),
    "amount-fraction": Message(
        "“{text}” heeft meer dan twee cijfers achter de komma.",
        "Schrijf hele centen: 120.50. Duizend is 1000, zonder punt.",
        "“{text}” has more than two decimals.",
        "Write whole cents: 120.50. A thousand is 1000, without a sign.",
    ),
    "amount-range": Message(
        "Het bedrag “{text}” kan niet.",
        "Het ligt tussen 0 en {most} euro; `in` of `out` zegt welke kant het op gaat.",
        "The amount “{text}” cannot be right.",
        "It lies between 0 and {most} euros; `in` or `out` says which way it goes.",
    ),
    "duration": Message(
        "“{text}” is geen tijdsduur.",
        "Schrijf minuten (90) of uren en minuten (1u30).",
        "“{text}” is not a length of time.",
        "Write minutes (90) or hours and minutes (1h30).",
    ),
    "duration-range": Message(
        "De tijdsduur “{text}” kan niet.",
        "Hij ligt tussen {least} en {most} minuten.",
        "The length of time “{text}” cannot be right.",
        "It lies between {least} and {most} minutes.",
    ),
    "days": Message(
        "“{text}” is geen aantal dagen of weken.",
        "Schrijf 14, `14 dagen` of `2 weken`.",
        "“{text}” is not a number of days or weeks.",
        "Write 14, `14 days` or `2 weeks`.",
    ),
    "days-range": Message(
        "“{text}” kan niet.",
        "Het ligt tussen {least} en {most} dagen.",
        "“{text}” cannot be right.",
        "It lies between {least} and {most} days.",
    ),
    "pieces": Message(
        "“{text}” is geen aantal brieven en formulieren per maand.",
        "Schrijf een heel getal: 2, of `unknown`.",
        "“{text}” is not a number of letters and forms a month.",
        "Write a whole number: 2, or `unknown`.",
    ),
    "pieces-range": Message(
        "{text} brieven en formulieren per maand kan niet.",
        "Schrijf een getal van 0 tot en met 200.",
        "{text} letters and forms a month cannot be right.",
        "Write a number from 0 to 200.",
    ),
    "times": Message(
        "“{text}” is geen aantal keren per week.",
        "Schrijf een heel getal: 2, of `unknown`.",
        "“{text}” is not a number of times a week.",
        "Write a whole number: 2, or `unknown`.",
    ),
    "times-range": Message(
        "{text} keer per week kan niet.",
        "Schrijf een getal van 0 tot en met 70.",
        "{text} times a week cannot be right.",
        "Write a number from 0 to 70.",
    ),
    "yes-or-no": Message(
        "Hier hoort ja of nee, geen “{text}”.",
        "Schrijf `true` of `false`.",
        "Yes or no belongs here, not “{text}”.",
        "Write `true` or `false`.",
    ),
    "variant": Message(
        "Tandem kent geen variant “{text}”.",
        "Kies uit: {known}.",
        "Tandem knows no variant “{text}”.",
        "Choose from: {known}.",
    ),
    "days-off": Message(
        "“{text}” zegt niet welke dagen vrij zijn.",
        "Schrijf `school_holidays`, `public_holidays` of een lijst met beide.",
        "“{text}” does not say which days are off.",
        "Write `school_holidays`, `public_holidays`, or a list of both.",
    ),
    "months": Message(
        "“{text}” is geen maand.",
        "Schrijf bijvoorbeeld `mei`, `5` of `[juni, december]`.",
        "“{text}” is no month.",
        "Write for example `may`, `5` or `[june, december]`.",
    ),
    "weekdays": Message(
        "“{text}” zijn geen dagen van de week.",
        "Schrijf bijvoorbeeld `vr za zo` of `ma-vr`.",
        "“{text}” are no days of the week.",
        "Write for example `vr za zo` or `ma-vr`.",
    ),
    "windows": Message(
        "Hier horen dagen en uren, geen “{text}”.",
        "Schrijf `di do 10:00-12:00`, of een lijst daarvan.",
        "Days and hours belong here, not “{text}”.",
        "Write `tue thu 10:00-12:00`, or a list of these.",
    ),
    "window-empty": Message(
        "Hier staan geen dagen en uren.",
        "Schrijf bijvoorbeeld `di do 10:00-12:00`.",
        "There are no days and hours here.",
        "Write for example `tue thu 10:00-12:00`.",
    ),
    "window-day": Message(
        "“{text}” is geen dag.",
        "Begin met een dag: ma, di, wo, do, vr, za of zo.",
        "“{text}” is not a day.",
        "Begin with a day: mon, tue, wed, thu, fri, sat or sun.",
    ),
    "window-hours": Message(
        "“{text}” lezen we niet als uren.",
        "Schrijf van-tot: 10:00-12:00.",
        "We do not read “{text}” as hours.",
        "Write from-until: 10:00-12:00.",
    ),
    "window-hours-missing": Message(
        "Hier staan wel dagen, maar geen uren.",
        "Schrijf er uren achter: `di do 10:00-12:00`.",
        "There are days here, but no hours.",
        "Add hours: `tue thu 10:00-12:00`.",
    ),
    "window-backwards": Message(
        "“{text}” houdt op voordat het begint.",
        "Schrijf eerst het begin, dan het eind: 10:00-12:00. Over middernacht: twee stukken.",
        "“{text}” ends before it starts.",
        "Write the start first: 10:00-12:00. Past midnight: two pieces.",
    ),
    "days-backwards": Message(
        "“{text}” gaat terug in de week.",
        "Schrijf de eerste dag eerst: ma-vr, of noem de dagen los: vr za zo ma.",
        "“{text}” goes back in the week.",
        "Write the first day first: mon-fri, or name the days: fri sat sun mon.",
    ),
    "time": Message(
        "“{text}” is geen tijd.",
        "Schrijf een tijd van 00:00 tot en met 24:00.",
        "“{text}” is not a time of day.",
        "Write a time from 00:00 to 24:00.",
    ),
}
