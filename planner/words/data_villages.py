"""A village's page of data, the map to click on, policy by two persons, and loans."""

TEXTS: dict[str, tuple[str, str]] = {
    "village_page_of_visits": ("ดูประวัติและรอบถัดไป", "Visits and what comes next"),
    "village_saved_place": ("ปักหมุดแล้ว", "Placed."),
    "village_saved_hamlet": ("เพิ่มหย่อมบ้านแล้ว", "The hamlet was added."),
    "village_saved_weight": (
        "ส่งข้อเสนอแล้ว รอผู้อื่นเห็นชอบ",
        "Proposed; another person decides now.",
    ),
    "village_saved_form": ("บันทึกแล้ว", "Kept."),
    "village_place": ("ตำแหน่งบนแผนที่", "Where it is"),
    "village_point_none": ("ยังไม่มีพิกัด", "no point yet"),
    "village_point_exact": ("พิกัดจากข้อมูล", "point from the data"),
    "village_point_approximate": (
        "ใช้พิกัดของตำบลแทน",
        "its tambon's point stands in for its own",
    ),
    "village_point_placed": ("ปักหมุดด้วยมือ", "placed by hand"),
    "village_position": ("ตำแหน่ง", "Position"),
    "village_position_note": (
        "คลิกบนแผนที่ หรือวางพิกัดองศา ลิงก์แผนที่ UTM หรือ MGRS",
        "Click on the map, or paste degrees, a map link, UTM or MGRS.",
    ),
    "village_place_what": ("ปักหมุดของ", "What is placed"),
    "village_reason": ("เหตุผล", "Reason"),
    "village_reason_note": (
        "เช่น สำรวจด้วย GPS วันที่ 20 พ.ย. บันทึกไว้กับหมุด",
        "Such as: surveyed on 20 November. It is kept with the point.",
    ),
    "village_place_button": ("ปักหมุด", "Place it here"),
    "village_data": ("ข้อมูลหมู่บ้าน", "What is known of it"),
    "village_places": ("จุดบริการและหย่อมบ้าน", "Stop places and hamlets"),
    "village_add_hamlet": ("เพิ่มหย่อมบ้าน", "Add a hamlet"),
    "village_hamlet_name": ("ชื่อหย่อมบ้าน", "The hamlet's name"),
    "village_weight": ("น้ำหนักความจำเป็น", "Weight of need"),
    "village_weight_now": ("ขณะนี้ {weight} (1 คือปกติ)", "Now {weight} (1 is ordinary)."),
    "village_weight_note": (
        "น้ำหนักที่สูงกว่า 1 ทำให้หมู่บ้านนี้ได้รับบริการก่อน จึงต้องมีผู้อื่นเห็นชอบ",
        "A weight above 1 has this village served before others: another person must approve.",
    ),
    "village_weight_propose": ("เสนอน้ำหนักใหม่", "Propose another weight"),
    "village_weight_waits": (
        "{login} เสนอน้ำหนัก {weight} รอผู้อื่นเห็นชอบ",
        "{login} proposed the weight {weight}; it waits for another person.",
    ),
    "village_remove_note": (
        "จุดบริการ ความต้องการ และวันที่ของหมู่บ้านนี้จะถูกลบไปด้วย ประวัติการให้บริการยังคงอยู่ในรุ่นก่อนหน้า",
        "Its stop places, demand and dates go with it; visits stay in the versions before.",
    ),
    "village_fault_reason_needed": ("โปรดระบุเหตุผล", "Please give a reason."),
    "village_fault_invalid_place": (
        "น้ำหนักต้องมากกว่า 0 และไม่เกิน 10",
        "The weight must be above 0 and at most 10.",
    ),
    "village_fault_invalid_document": (
        "น้ำหนักนี้เท่ากับที่ใช้อยู่",
        "This is the weight that it has.",
    ),
    "village_fault_conflict": (
        "มีข้อเสนอของหมู่บ้านนี้รอการตัดสินอยู่แล้ว",
        "A proposal for this village waits for a decision already.",
    ),
    "village_fault_stale_version": (
        "ข้อมูลเปลี่ยนไปแล้ว โปรดเปิดหน้านี้ใหม่",
        "It changed meanwhile. Please open this page again.",
    ),
    "place_map_title": ("แผนที่ปักหมุด", "A map to click on"),
    "place_map_hint": (
        "คลิกตำแหน่งจริง (แป้นพิมพ์: ลูกศรเลื่อน Enter เลือกกลางแผนที่)",
        "Click where it is (keyboard: arrows move, Enter takes the middle)",
    ),
    "place_map_chosen": ("เลือก {lat}, {lon}", "Chosen: {lat}, {lon}"),
    "place_map_plain": (
        "แผนที่ต้องใช้สคริปต์ โปรดพิมพ์พิกัดในช่องตำแหน่ง",
        "The map needs scripts. Type the position into its field instead.",
    ),
    # ---- policy ----
    "policy_about": (
        "นโยบายรุ่น {version} กำหนดว่าใครได้รับบริการก่อน การเปลี่ยนต้องมีผู้เสนอพร้อมเหตุผลและผู้เห็นชอบเป็นอีกคนหนึ่ง",
        "Version {version}. The policy says who is served before whom: one person proposes a change"
        " with a reason, another approves it.",
    ),
    "policy_saved_proposed": ("ส่งข้อเสนอแล้ว", "Proposed."),
    "policy_saved_approved": ("เห็นชอบแล้ว มีผลตั้งแต่บัดนี้", "Approved; it holds from now on."),
    "policy_saved_refused": ("ไม่เห็นชอบแล้ว", "Refused."),
    "policy_saved_withdrawn": ("ถอนข้อเสนอแล้ว", "Withdrawn."),
    "policy_waiting": ("รอการตัดสิน", "Waiting for a decision"),
    "policy_sides": ("ค่าเดิมและค่าใหม่", "Old and new side by side"),
    "policy_before": ("เดิม", "Now"),
    "policy_after": ("ใหม่", "Proposed"),
    "policy_needs_another": (
        "ข้อเสนอของท่าน ต้องให้ผู้อื่นเห็นชอบ",
        "Your own proposal: another person must decide.",
    ),
    "policy_waits_for_approver": ("รอผู้เห็นชอบ", "It waits for an approver."),
    "policy_withdraw": ("ถอนข้อเสนอ", "Withdraw"),
    "policy_approve": ("เห็นชอบ", "Approve"),
    "policy_refuse": ("ไม่เห็นชอบ", "Refuse"),
    "policy_refuse_reason": ("เหตุผลที่ไม่เห็นชอบ", "Why it is refused"),
    "policy_propose": ("เสนอเปลี่ยนนโยบาย", "Propose a change"),
    "policy_now": ("ค่าที่ใช้อยู่", "In force"),
    "policy_now_own": (
        "ใช้อยู่ {now} ต่างจากค่ามาตรฐาน {standard}",
        "Now {now}; the standard is {standard}",
    ),
    "policy_now_as_standard": ("ใช้อยู่ {now} ตามค่ามาตรฐาน", "Now {now}, the standard"),
    "policy_changes": ("ค่าที่จะเสนอเปลี่ยน", "What will be proposed"),
    "policy_group_people": ("ใครได้รับบริการก่อน", "Who is served first"),
    "policy_group_people_about": (
        "ผู้รับบริการแต่ละรายมีคะแนน ยิ่งผ่านรอบมานาน คะแนนยิ่งสูง แผนที่ได้คะแนนรวมมากกว่าคือแผนที่ดีกว่า",
        "Serving a person earns points, more the longer ago the last visit was. The better plan"
        " earns more in all.",
    ),
    "policy_group_promises": ("คำขอ หมู่บ้านที่รอเกินรอบ และสิ่งที่คนกำหนด", "Promises and fixed days"),
    "policy_group_promises_about": (
        "พิจารณาก่อนคะแนนอื่นทั้งหมด น้ำหนักยิ่งมาก ยิ่งต้องทำให้ได้ก่อน",
        "These come before all points. The greater the weight, the sooner it is kept.",
    ),
    "policy_group_told": ("การเปลี่ยนนัดที่แจ้งไปแล้ว", "Changing what people were told"),
    "policy_group_told_about": (
        "ใช้เมื่อวางแผนใหม่ในสัปดาห์ที่เผยแพร่แล้ว ยิ่งเสียคะแนนมาก นัดเดิมยิ่งเปลี่ยนน้อย",
        "Used when a published week is planned anew: the dearer a change, the fewer there are.",
    ),
    "policy_group_money": ("ระยะทางและงบประมาณ", "Distance and money"),
    "policy_group_money_about": (
        "การเดินทางและค่าใช้จ่ายหักคะแนน งบประมาณทั้งปีใช้แสดงยอดคงเหลือ ไม่ได้จำกัดแผน",
        "Driving and spending cost points. The year's budget is shown beside what is spent; it does"
        " not limit a plan.",
    ),
    "policy_group_equity": ("ความเสมอภาคระหว่างอำเภอ", "Equity between districts"),
    "policy_group_equity_about": (
        "ขั้นที่สองของการวางแผน: ยกอำเภอที่ได้รับบริการน้อยให้ถึงสัดส่วนที่กำหนด โดยยอมเสียคำมั่นไม่เกินส่วนที่ระบุ",
        "The second step of planning: lifts the districts served least to the share given, and"
        " gives up no more than the parts stated here.",
    ),
    "policy_group_access": ("ระยะถึงจุดให้บริการถาวร", "Distance to fixed service points"),
    "policy_group_access_about": (
        "ผู้ที่อยู่ใกล้สำนักงานหรือโรงพยาบาลอาจไปรับบริการเองได้ ส่วนหมู่บ้านที่อยู่ไกลมีความจำเป็นมากกว่า",
        "People near an office or hospital may go there themselves; villages far away need a visit"
        " more.",
    ),
    "policy_decided": ("ที่ตัดสินแล้ว", "Decided"),
    "data_proposal_policy": ("เปลี่ยนนโยบาย", "Another policy"),
    "data_proposal_weight": (
        "น้ำหนักความจำเป็นของ {village} ({code})",
        "Weight of need of {village} ({code})",
    ),
    "data_proposed_by": ("เสนอโดย {login} เมื่อ {at}", "Proposed by {login}, {at}"),
    "data_decided_by": ("ตัดสินโดย {login} เมื่อ {at}", "decided by {login}, {at}"),
    "data_proposal_open": ("รอการตัดสิน", "waiting"),
    "data_proposal_approved": ("เห็นชอบ", "approved"),
    "data_proposal_refused": ("ไม่เห็นชอบ", "refused"),
    "data_proposal_withdrawn": ("ถอนแล้ว", "withdrawn"),
    # ---- loans ----
    "loan_about": (
        "หน่วยเป็นของจังหวัดเดียว เมื่อจังหวัดผู้ยืมตอบรับ แผนของช่วงวันนั้นจะมีหน่วยนี้ในจังหวัดผู้ยืมและไม่มีในจังหวัดเจ้าของ",
        "A unit belongs to one province. Once the borrower accepts, plans of those days have the"
        " unit there and not here.",
    ),
    "loan_saved": ("บันทึกแล้ว", "Kept."),
    "loan_none": ("ยังไม่มีการยืมหน่วย", "No unit is lent or borrowed."),
    "loan_to": ("ให้ยืม {unit} แก่{province}", "{unit} lent to {province}"),
    "loan_from": ("ยืม {unit} จาก{province}", "{unit} from {province}"),
    "loan_days": ("{first} ถึง {last}", "{first} to {last}"),
    "loan_code": ("รหัสในแผน {unit}", "in plans as {unit}"),
    "loan_state_offered": ("รอตอบรับ", "offered"),
    "loan_state_accepted": ("ตอบรับแล้ว", "accepted"),
    "loan_state_declined": ("ไม่รับ", "declined"),
    "loan_state_withdrawn": ("เรียกคืนแล้ว", "taken back"),
    "loan_base": ("ออกจากฐานใด", "Drives from"),
    "loan_own_base": ("ฐานเดิมของหน่วย", "its own base"),
    "loan_accept": ("ตอบรับ", "Accept"),
    "loan_decline": ("ไม่รับ", "Decline"),
    "loan_withdraw": ("เรียกคืน", "Take back"),
    "loan_offer": ("ให้จังหวัดอื่นยืมหน่วย", "Lend a unit"),
    "loan_offer_button": ("เสนอให้ยืม", "Offer it"),
    "loan_borrower": ("จังหวัดผู้ยืม", "To which province"),
    "loan_nobody": (
        "ยังไม่มีจังหวัดอื่นในระบบ",
        "There is no other province in this service.",
    ),
    "loan_fault_last_day": (
        "วันสุดท้ายต้องไม่ก่อนวันแรก และไม่เกินหนึ่งปี",
        "The last day may not come before the first, nor more than a year after it.",
    ),
    "loan_fault_reason": ("โปรดระบุเหตุผล", "Please give a reason."),
    "loan_fault_borrower_code": ("โปรดเลือกจังหวัดอื่น", "Choose another province."),
    "loan_fault_base_code": ("ไม่มีฐานนี้", "There is no such base."),
    "loan_fault_conflict": (
        "หน่วยนี้มีการยืมในช่วงวันเดียวกันอยู่แล้ว",
        "The unit is lent or offered on some of these days already.",
    ),
    "loan_fault_days_taken": (
        "แผนที่ประกาศแล้วให้หน่วยนี้ออกบริการในช่วงวันดังกล่าว โปรดเลือกวันอื่นหรือถอนแผนก่อน",
        "A published plan sends the unit out on one of these days. Choose others, or withdraw the"
        " plan first.",
    ),
}
