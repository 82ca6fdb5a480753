"""Makes world.csv: the outlines of countries for world maps.

    python3 data/make_world.py > data/world.csv

Source: Natural Earth 1:110m countries and populated places (public domain, https://www.naturalearthdata.com), as packed in
GeoPandas 0.14. What is changed here:

- ISO 3166-1 codes are completed (France and Norway have none in the source); Kosovo gets the user-assigned XK and XKX.
- Northern Cyprus is drawn with Cyprus and Somaliland with Somalia, as in ISO 3166-1.
- Antarctica is left out.
- Every other country and territory of ISO 3166-1 that is too small for 1:110m has no outline but the place of its capital
  or main settlement, to be drawn as a dot.
- Coordinates are rounded to hundredths of a degree. Land that the 180th meridian cuts in two is joined again, so that
  some longitudes exceed 180 (Chukotka, Fiji, the islands east of them).

Columns: alpha3, alpha2, name, other names (separated by |), outline. An outline is rings separated by ";", each a list of
"longitude latitude" pairs separated by ","; a single pair is a place. Rings inside others are holes.
"""

import csv
import sys
import warnings

import geopandas
from shapely import affinity
from shapely.geometry import MultiPolygon, Polygon
from shapely.ops import unary_union

warnings.simplefilter("ignore")

# Source name: alpha-3 (where the source has none), alpha-2, English name (where the source abbreviates), other names.
COUNTRIES = """
Afghanistan||AF||
Albania||AL||
Algeria||DZ||
Angola||AO||
Argentina||AR||
Armenia||AM||
Australia||AU||
Austria||AT||
Azerbaijan||AZ||
Bahamas||BS||The Bahamas
Bangladesh||BD||
Belarus||BY||
Belgium||BE||
Belize||BZ||
Benin||BJ||
Bhutan||BT||
Bolivia||BO||
Bosnia and Herz.||BA|Bosnia and Herzegovina|Bosnia
Botswana||BW||
Brazil||BR||
Brunei||BN||Brunei Darussalam
Bulgaria||BG||
Burkina Faso||BF||
Burundi||BI||
Cambodia||KH||
Cameroon||CM||
Canada||CA||
Central African Rep.||CF|Central African Republic|
Chad||TD||
Chile||CL||
China||CN||People's Republic of China
Colombia||CO||
Congo||CG|Republic of the Congo|Congo|Congo-Brazzaville
Costa Rica||CR||
Croatia||HR||
Cuba||CU||
Cyprus||CY||
Czechia||CZ||Czech Republic
Côte d'Ivoire||CI|Ivory Coast|Côte d'Ivoire|Cote d'Ivoire
Dem. Rep. Congo||CD|Democratic Republic of the Congo|DR Congo|Congo-Kinshasa
Denmark||DK||
Djibouti||DJ||
Dominican Rep.||DO|Dominican Republic|
Ecuador||EC||
Egypt||EG||
El Salvador||SV||
Eq. Guinea||GQ|Equatorial Guinea|
Eritrea||ER||
Estonia||EE||
Ethiopia||ET||
Falkland Is.||FK|Falkland Islands|
Fiji||FJ||
Finland||FI||
France|FRA|FR||
Gabon||GA||
Gambia||GM||The Gambia
Georgia||GE||
Germany||DE||
Ghana||GH||
Greece||GR||
Greenland||GL||
Guatemala||GT||
Guinea||GN||
Guinea-Bissau||GW||
Guyana||GY||
Haiti||HT||
Honduras||HN||
Hungary||HU||
Iceland||IS||
India||IN||
Indonesia||ID||
Iran||IR||
Iraq||IQ||
Ireland||IE||Republic of Ireland
Israel||IL||
Italy||IT||
Jamaica||JM||
Japan||JP||
Jordan||JO||
Kazakhstan||KZ||
Kenya||KE||
Kosovo|XKX|XK||
Kuwait||KW||
Kyrgyzstan||KG||
Laos||LA||
Latvia||LV||
Lebanon||LB||
Lesotho||LS||
Liberia||LR||
Libya||LY||
Lithuania||LT||
Luxembourg||LU||
Madagascar||MG||
Malawi||MW||
Malaysia||MY||
Mali||ML||
Mauritania||MR||
Mexico||MX||
Moldova||MD||
Mongolia||MN||
Montenegro||ME||
Morocco||MA||
Mozambique||MZ||
Myanmar||MM||Burma
Namibia||NA||
Nepal||NP||
Netherlands||NL||The Netherlands|Holland
New Caledonia||NC||
New Zealand||NZ||Aotearoa
Nicaragua||NI||
Niger||NE||
Nigeria||NG||
North Korea||KP||
North Macedonia||MK||Macedonia
Norway|NOR|NO||
Oman||OM||
Pakistan||PK||
Palestine||PS||
Panama||PA||
Papua New Guinea||PG||
Paraguay||PY||
Peru||PE||
Philippines||PH||
Poland||PL||
Portugal||PT||
Puerto Rico||PR||
Qatar||QA||
Romania||RO||
Russia||RU||Russian Federation
Rwanda||RW||
S. Sudan||SS|South Sudan|
Saudi Arabia||SA||
Senegal||SN||
Serbia||RS||
Sierra Leone||SL||
Slovakia||SK||
Slovenia||SI||
Solomon Is.||SB|Solomon Islands|
Somalia||SO||
South Africa||ZA||
South Korea||KR||Korea
Spain||ES||
Sri Lanka||LK||
Sudan||SD||
Suriname||SR||
Sweden||SE||
Switzerland||CH||
Syria||SY||
Taiwan||TW||
Tajikistan||TJ||
Tanzania||TZ||
Thailand||TH||
Timor-Leste||TL||East Timor
Togo||TG||
Trinidad and Tobago||TT||Trinidad
Tunisia||TN||
Turkey||TR||Türkiye
Turkmenistan||TM||
Uganda||UG||
Ukraine||UA||
United Arab Emirates||AE||UAE
United Kingdom||GB||UK|Great Britain
United States of America||US|United States|United States of America|USA|US
Uruguay||UY||
Uzbekistan||UZ||
Vanuatu||VU||
Venezuela||VE||
Vietnam||VN||Viet Nam
W. Sahara||EH|Western Sahara|
Yemen||YE||
Zambia||ZM||
Zimbabwe||ZW||
eSwatini||SZ|Eswatini|Swaziland
"""

# Alpha-3, alpha-2, name, longitude, latitude, other names: countries and territories without an outline at 1:110m.
PLACES = """
ABW|AW|Aruba|-69.97|12.52
AIA|AI|Anguilla|-63.05|18.22
ALA|AX|Åland|19.94|60.10|Åland Islands|Aland Islands
AND|AD|Andorra|1.52|42.51
ASM|AS|American Samoa|-170.70|-14.28
ATF|TF|French Southern Territories|70.22|-49.35|French Southern and Antarctic Lands
ATG|AG|Antigua and Barbuda|-61.85|17.12
BES|BQ|Caribbean Netherlands|-68.27|12.15|Bonaire|Bonaire Sint Eustatius and Saba
BHR|BH|Bahrain|50.58|26.24
BLM|BL|Saint Barthélemy|-62.85|17.90|St Barts
BMU|BM|Bermuda|-64.78|32.29
BRB|BB|Barbados|-59.62|13.10
BVT|BV|Bouvet Island|3.36|-54.42
CCK|CC|Cocos Islands|96.83|-12.19|Cocos (Keeling) Islands|Keeling Islands
COK|CK|Cook Islands|-159.78|-21.21
COM|KM|Comoros|43.24|-11.70
CPV|CV|Cabo Verde|-23.52|14.92|Cape Verde
CUW|CW|Curaçao|-68.93|12.11|Curacao
CXR|CX|Christmas Island|105.68|-10.42
CYM|KY|Cayman Islands|-81.38|19.29
DMA|DM|Dominica|-61.39|15.30
FRO|FO|Faroe Islands|-6.77|62.01|Faroes
FSM|FM|Micronesia|158.15|6.92
GGY|GG|Guernsey|-2.54|49.46
GIB|GI|Gibraltar|-5.35|36.14
GLP|GP|Guadeloupe|-61.73|16.00
GRD|GD|Grenada|-61.74|12.05
GUF|GF|French Guiana|-52.33|4.93
GUM|GU|Guam|144.75|13.47
HKG|HK|Hong Kong|114.18|22.31
HMD|HM|Heard Island and McDonald Islands|73.51|-53.11
IMN|IM|Isle of Man|-4.48|54.15
IOT|IO|British Indian Ocean Territory|72.42|-7.31|Chagos
JEY|JE|Jersey|-2.11|49.19
KIR|KI|Kiribati|173.02|1.34
KNA|KN|Saint Kitts and Nevis|-62.72|17.30
LCA|LC|Saint Lucia|-61.00|14.00
LIE|LI|Liechtenstein|9.52|47.13
MAC|MO|Macau|113.54|22.20|Macao
MAF|MF|Saint Martin|-63.08|18.07
MCO|MC|Monaco|7.41|43.74
MDV|MV|Maldives|73.51|4.17
MHL|MH|Marshall Islands|171.38|7.10
MLT|MT|Malta|14.51|35.90
MNP|MP|Northern Mariana Islands|145.75|15.19
MSR|MS|Montserrat|-62.21|16.79
MTQ|MQ|Martinique|-61.07|14.60
MUS|MU|Mauritius|57.50|-20.17
MYT|YT|Mayotte|45.23|-12.78
NFK|NF|Norfolk Island|167.96|-29.06
NIU|NU|Niue|-169.92|-19.06
NRU|NR|Nauru|166.93|-0.53
PCN|PN|Pitcairn Islands|-130.10|-25.07|Pitcairn
PLW|PW|Palau|134.63|7.49
PYF|PF|French Polynesia|-149.57|-17.54|Tahiti
REU|RE|Réunion|55.45|-20.88|Reunion
SGP|SG|Singapore|103.85|1.29
SGS|GS|South Georgia and the South Sandwich Islands|-36.49|-54.28|South Georgia
SHN|SH|Saint Helena|-5.72|-15.93|Saint Helena Ascension and Tristan da Cunha
SJM|SJ|Svalbard and Jan Mayen|15.63|78.22|Svalbard
SMR|SM|San Marino|12.44|43.94
SPM|PM|Saint Pierre and Miquelon|-56.18|46.78
STP|ST|São Tomé and Príncipe|6.73|0.33|Sao Tome and Principe
SXM|SX|Sint Maarten|-63.05|18.03
SYC|SC|Seychelles|55.45|-4.62
TCA|TC|Turks and Caicos Islands|-71.14|21.46
TKL|TK|Tokelau|-171.81|-9.17
TON|TO|Tonga|-175.22|-21.14
TUV|TV|Tuvalu|179.22|-8.52
UMI|UM|United States Minor Outlying Islands|166.65|19.28
VAT|VA|Vatican City|12.45|41.90|Holy See
VCT|VC|Saint Vincent and the Grenadines|-61.21|13.15
VGB|VG|British Virgin Islands|-64.62|18.43
VIR|VI|United States Virgin Islands|-64.93|18.34|US Virgin Islands
WLF|WF|Wallis and Futuna|-176.18|-13.28
WSM|WS|Samoa|-171.74|-13.84
"""

JOINED = {"N. Cyprus": "Cyprus", "Somaliland": "Somalia"}
LEFT_OUT = {"Antarctica", "Fr. S. Antarctic Lands"}
# West of this longitude (the Bering strait) land is drawn at the right edge of the map, with the rest of Asia.
SEAM = -169.0


def outline(geometry):
    """The rings of one country, with what the 180th meridian cut joined again."""
    parts = list(geometry.geoms) if isinstance(geometry, MultiPolygon) else [geometry]
    moved = [affinity.translate(part, 360) if part.bounds[2] <= SEAM + 1 and part.bounds[0] < SEAM else part
             for part in parts]
    # A hair of width closes the seam between the halves.
    joined = unary_union([part.buffer(1e-6) if part.bounds[2] > 179.99 and part.bounds[0] > 100 else part
                          for part in moved])
    parts = list(joined.geoms) if isinstance(joined, MultiPolygon) else [joined]
    rings = []
    for part in sorted(parts, key=lambda part: -part.area):
        for ring in [part.exterior, *part.interiors]:
            points = []
            for longitude, latitude in ring.coords:
                pair = f"{number(longitude)} {number(latitude)}"
                if not points or points[-1] != pair:
                    points.append(pair)
            if points[0] == points[-1]:
                points.pop()
            if len(points) > 2:
                rings.append(",".join(points))
    return ";".join(rings)


def number(value):
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


frame = geopandas.read_file(geopandas.datasets.get_path("naturalearth_lowres"))
geometries = {}
for row in frame.itertuples():
    if row.name in LEFT_OUT:
        continue
    name = JOINED.get(row.name, row.name)
    geometries.setdefault(name, []).append(row.geometry)
codes = dict(zip(frame.name, frame.iso_a3))

rows = []
for line in COUNTRIES.strip().splitlines():
    source, alpha3, alpha2, name, *others = line.split("|")
    parts = geometries.pop(source)
    shape = parts[0] if len(parts) == 1 else unary_union([part.buffer(0.01) for part in parts])
    names = [other for other in others if other]
    if name and source != name and source not in names and "." not in source:
        names.append(source)
    rows.append((alpha3 or codes[source], alpha2, name or source, "|".join(n for n in names if n != name), outline(shape)))
assert not geometries, list(geometries)
for line in PLACES.strip().splitlines():
    alpha3, alpha2, name, longitude, latitude, *others = line.split("|")
    longitude = float(longitude) + (360 if float(longitude) < SEAM else 0)
    rows.append((alpha3, alpha2, name, "|".join(others), f"{number(longitude)} {number(float(latitude))}"))
assert all(len(row[0]) == 3 and len(row[1]) == 2 for row in rows)
for column in (0, 1, 2):
    assert len({row[column] for row in rows}) == len(rows)

writer = csv.writer(sys.stdout, lineterminator="\n")
writer.writerow(["alpha3", "alpha2", "name", "other_names", "outline"])
writer.writerows(sorted(rows))
