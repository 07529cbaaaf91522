"""The invented part of the sample: services, units, packages, staff. Realistic, not real."""

from geodata.places import Contact
from planner.domain.demand import Facility, Package, ScarceStaff, Service
from planner.domain.policy import Policy
from planner.domain.units import Counters, Lunch, MobileUnit, VehicleClass

POLICY = Policy(version="2026-2", equity_floor=0.4, budget_year_baht=4_000_000)
"""The standard weights, and a floor that two districts are below when the sample week begins."""

HOUR_S = 3600
MINUTE_S = 60

LEADER = Contact(role_th="หัวหน้าหน่วย", role_en="Unit leader", phone="0-0000-0000")

_INTERIOR = ("กรมการปกครอง", "Department of Provincial Administration")
_HEALTH = ("กระทรวงสาธารณสุข", "Ministry of Public Health")
_WELFARE = (
    "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์",
    "Ministry of Social Development and Human Security",
)
_LIVESTOCK = ("กรมปศุสัตว์", "Department of Livestock Development")
_FARMING = ("กรมส่งเสริมการเกษตร", "Department of Agricultural Extension")
_LEGAL = ("กระทรวงยุติธรรมและกรมที่ดิน", "Ministry of Justice and Department of Lands")
_REVENUE = ("กรมสรรพากร", "Revenue Department")

SERVICES = (
    Service(
        code="id_card", name_th="บัตรประจำตัวประชาชนและทะเบียนราษฎร",
        name_en="ID cards and civil registration",
        agency_th=_INTERIOR[0], agency_en=_INTERIOR[1],
        seconds_per_person=15 * MINUTE_S, interval_days=365, sla_working_days=30,
        min_gap_days=30, site_needs=(Facility.REGISTER_LINE,),
        bring_th="บัตรประจำตัวประชาชนใบเดิม (ถ้ามี) และทะเบียนบ้าน",
        bring_en="Old ID card (if any) and house registration",
    ),
    Service(
        code="welfare", name_th="เบี้ยยังชีพและสวัสดิการสังคม",
        name_en="Allowances and social welfare",
        agency_th=_WELFARE[0], agency_en=_WELFARE[1],
        seconds_per_person=12 * MINUTE_S, interval_days=180, sla_working_days=30,
        min_gap_days=30,
        bring_th="บัตรประจำตัวประชาชน ทะเบียนบ้าน และสมุดบัญชีธนาคาร",
        bring_en="ID card, house registration and bank book",
    ),
    Service(
        code="revenue", name_th="ภาษีและทะเบียนผู้เสียภาษี",
        name_en="Tax returns and taxpayer registration",
        agency_th=_REVENUE[0], agency_en=_REVENUE[1],
        seconds_per_person=10 * MINUTE_S, interval_days=365, sla_working_days=45,
        min_gap_days=60, site_needs=(Facility.REGISTER_LINE,),
        bring_th="บัตรประจำตัวประชาชนและเอกสารรายได้",
        bring_en="ID card and income papers",
    ),
    Service(
        code="health", name_th="ตรวจสุขภาพและติดตามโรคเรื้อรัง",
        name_en="Health checks and follow-up of chronic illness",
        agency_th=_HEALTH[0], agency_en=_HEALTH[1],
        seconds_per_person=8 * MINUTE_S, interval_days=60, sla_working_days=15,
        min_gap_days=14,
        bring_th="บัตรประจำตัวประชาชน ยาที่ใช้อยู่ และสมุดประจำตัวผู้ป่วย",
        bring_en="ID card, current medicines and patient's book",
    ),
    Service(
        code="dental", name_th="ทันตกรรม", name_en="Dental care",
        agency_th=_HEALTH[0], agency_en=_HEALTH[1],
        seconds_per_person=20 * MINUTE_S, interval_days=365, sla_working_days=45,
        min_gap_days=90, site_needs=(Facility.MAINS_POWER,), staff_code="dentist",
        bring_th="บัตรประจำตัวประชาชน",
        bring_en="ID card",
    ),
    Service(
        code="livestock", name_th="วัคซีนและสุขภาพสัตว์", name_en="Animal vaccination and health",
        agency_th=_LIVESTOCK[0], agency_en=_LIVESTOCK[1],
        seconds_per_person=5 * MINUTE_S, interval_days=90, sla_working_days=15,
        min_gap_days=21, site_needs=(Facility.LIVESTOCK_PEN,), load_per_person=3,
        bring_th="สัตว์เลี้ยง และสมุดวัคซีน (ถ้ามี)",
        bring_en="Animals and vaccination book (if any)",
    ),
    Service(
        code="farming", name_th="คลินิกเกษตรและทะเบียนเกษตรกร",
        name_en="Farm advice and farmer registration",
        agency_th=_FARMING[0], agency_en=_FARMING[1],
        seconds_per_person=10 * MINUTE_S, interval_days=180, sla_working_days=30,
        min_gap_days=30,
        bring_th="บัตรประจำตัวประชาชนและสมุดทะเบียนเกษตรกร",
        bring_en="ID card and farmer's registration book",
    ),
    Service(
        code="legal_land", name_th="ปรึกษากฎหมายและที่ดิน", name_en="Legal aid and land",
        agency_th=_LEGAL[0], agency_en=_LEGAL[1],
        seconds_per_person=20 * MINUTE_S, interval_days=365, sla_working_days=45,
        min_gap_days=60, site_needs=(Facility.HALL,),
        bring_th="บัตรประจำตัวประชาชนและเอกสารที่ดิน",
        bring_en="ID card and land papers",
    ),
)  # fmt: skip

PEOPLE_PER_THOUSAND = {
    "id_card": 50, "welfare": 30, "revenue": 10, "health": 120,
    "dental": 20, "livestock": 60, "farming": 40, "legal_land": 15,
}  # fmt: skip
"""People of 1,000 residents who come to a visit when one interval has passed since the last.

ID cards are valid for 8 years, so about 110 of 1,000 residents need one in a year; less than half
of them wait for the unit. The other figures are of the same kind: an order of size, no statistic.
"""

_LUNCH = Lunch(
    duration_s=45 * MINUTE_S, earliest_s=11 * HOUR_S + 1800, latest_s=12 * HOUR_S + 45 * MINUTE_S
)
_LONG_LUNCH = Lunch(duration_s=HOUR_S, earliest_s=11 * HOUR_S + 1800, latest_s=12 * HOUR_S + 1800)


def _carries(**counters: int) -> tuple[Counters, ...]:
    return tuple(Counters(service_code=code, counters=n) for code, n in counters.items())


UNITS = (
    MobileUnit(
        code="U1", name_th="หน่วยทะเบียนและบัตรเคลื่อนที่ สายเหนือ",
        name_en="Registration and ID unit, north",
        province_code="58", base_code="B5801", vehicle_class=VehicleClass.VAN,
        services=_carries(id_card=3, welfare=1), lunch=_LUNCH,
        cost_per_km_baht=6.0, cost_per_day_baht=1200, contact=LEADER,
    ),
    MobileUnit(
        code="U2", name_th="หน่วยทะเบียนและบัตรเคลื่อนที่ สายใต้",
        name_en="Registration and ID unit, south",
        province_code="58", base_code="B5804", vehicle_class=VehicleClass.PICKUP_4WD,
        services=_carries(id_card=2, welfare=1, revenue=1), lunch=_LUNCH, max_nights=2,
        cost_per_km_baht=7.0, cost_per_day_baht=960, cost_per_night_baht=960, contact=LEADER,
    ),
    MobileUnit(
        code="U3", name_th="หน่วยแพทย์และทันตกรรมเคลื่อนที่ สายเหนือ",
        name_en="Health and dental unit, north",
        province_code="58", base_code="B5801", vehicle_class=VehicleClass.VAN,
        services=_carries(health=3, dental=1), lunch=_LUNCH, max_nights=1,
        cost_per_km_baht=6.0, cost_per_day_baht=1440, cost_per_night_baht=1440, contact=LEADER,
    ),
    MobileUnit(
        code="U4", name_th="หน่วยแพทย์และทันตกรรมเคลื่อนที่ สายใต้",
        name_en="Health and dental unit, south",
        province_code="58", base_code="B5804", vehicle_class=VehicleClass.PICKUP_4WD,
        services=_carries(health=2, dental=1), lunch=_LUNCH, max_nights=2,
        cost_per_km_baht=7.0, cost_per_day_baht=1200, cost_per_night_baht=1200, contact=LEADER,
    ),
    MobileUnit(
        code="U5", name_th="หน่วยปศุสัตว์เคลื่อนที่", name_en="Livestock and veterinary unit",
        province_code="58", base_code="B5805", vehicle_class=VehicleClass.PICKUP_4WD,
        services=_carries(livestock=2, farming=1), lunch=_LUNCH, max_nights=1, max_load=300,
        cost_per_km_baht=7.0, cost_per_day_baht=960, cost_per_night_baht=960, contact=LEADER,
    ),
    MobileUnit(
        code="U6", name_th="คลินิกเกษตรเคลื่อนที่", name_en="Farm clinic",
        province_code="58", base_code="B5803", vehicle_class=VehicleClass.VAN,
        services=_carries(farming=2, livestock=1), lunch=_LUNCH, max_load=180,
        cost_per_km_baht=6.0, cost_per_day_baht=960, contact=LEADER,
    ),
    MobileUnit(
        code="U7", name_th="หน่วยยุติธรรม ที่ดิน และสรรพากรเคลื่อนที่",
        name_en="Legal aid, land and revenue unit",
        province_code="58", base_code="B5802", vehicle_class=VehicleClass.VAN,
        services=_carries(legal_land=2, revenue=1), lunch=_LUNCH, max_nights=2,
        cost_per_km_baht=6.0, cost_per_day_baht=960, cost_per_night_baht=960, contact=LEADER,
    ),
    MobileUnit(
        code="U8", name_th="รถบริการจุดเดียวเบ็ดเสร็จ", name_en="One-stop service truck",
        province_code="58", base_code="B58", vehicle_class=VehicleClass.TRUCK,
        services=_carries(
            id_card=2, welfare=1, revenue=1, health=1, farming=1, legal_land=1
        ),
        lunch=_LONG_LUNCH, max_drive_s=5 * HOUR_S,
        cost_per_km_baht=12.0, cost_per_day_baht=2400, contact=LEADER,
    ),
)  # fmt: skip

PACKAGES = (
    Package(
        code="short", name_th="ช่วงสั้น 2 ชั่วโมง", name_en="Short, 2 hours",
        open_s=2 * HOUR_S, serving_s=2 * HOUR_S,
    ),
    Package(
        code="half", name_th="ครึ่งวัน 3 ชั่วโมง", name_en="Half day, 3 hours",
        open_s=3 * HOUR_S, serving_s=3 * HOUR_S,
    ),
    Package(
        code="full", name_th="เต็มวัน 5 ชั่วโมงครึ่ง", name_en="Full day, 5.5 hours",
        open_s=5 * HOUR_S + 1800, serving_s=4 * HOUR_S + 2700, includes_lunch=True,
    ),
)  # fmt: skip

STAFF = (
    ScarceStaff(
        code="dentist", name_th="ทันตแพทย์", name_en="Dentist",
        available=(0, 1, 0, 1, 0, 0, 0),
    ),
)  # fmt: skip
