"""Building a road network: the command and its report."""

TEXTS: dict[str, tuple[str, str]] = {
    "cli_help_roads": ("โครงข่ายถนน", "Road networks."),
    "cli_help_roads_build": (
        "สร้างโครงข่ายถนนจากแฟ้ม OpenStreetMap (.osm.pbf) หรือชั้นข้อมูลเส้นถนน (.geojson .gpkg .zip)",
        "Build a road network from an OpenStreetMap extract (.osm.pbf) or a layer of lines"
        " (.geojson .gpkg .zip).",
    ),
    "cli_help_roads_source": (
        "แฟ้ม .osm.pbf .osm .geojson .gpkg หรือ Shapefile ที่บีบอัดเป็น .zip",
        "An .osm.pbf, .osm, .geojson or .gpkg file, or a Shapefile in a .zip.",
    ),
    "cli_help_roads_out": (
        "โฟลเดอร์ roads ของชุดข้อมูลที่จะเขียน",
        "The roads folder of a dataset, to be written.",
    ),
    "cli_help_roads_heights": (
        "แฟ้มความสูง .hgt หรือ .hgt.zip ใส่ได้หลายแฟ้ม",
        "A height tile, .hgt or .hgt.zip; may be given several times.",
    ),
    "cli_help_roads_number": (
        "คอลัมน์ที่มีหมายเลขถนน (แฟ้ม .geojson .gpkg .zip)",
        "The column with road numbers (.geojson .gpkg .zip).",
    ),
    "cli_help_roads_class": (
        "คอลัมน์ที่มีชั้นถนน (แฟ้ม .geojson .gpkg .zip)",
        "The column with road classes (.geojson .gpkg .zip).",
    ),
    "cli_help_roads_class_of": (
        "แปลค่าชั้นถนน เช่น ทางหลวง=primary ใส่ได้หลายครั้ง",
        "Translate a class, as in highway=primary; may be given several times.",
    ),
    "cli_help_roads_surface": (
        "คอลัมน์ที่บอกผิวทาง (แฟ้ม .geojson .gpkg .zip)",
        "The column with surfaces (.geojson .gpkg .zip).",
    ),
    "cli_help_roads_surface_of": (
        "แปลค่าผิวทางเป็น paved gravel หรือ dirt เช่น ลูกรัง=gravel ใส่ได้หลายครั้ง",
        "Translate a surface to paved, gravel or dirt; may be given several times.",
    ),
    "cli_help_roads_one_way": (
        "คอลัมน์ที่บอกการเดินรถทางเดียว: yes ตามเส้น, -1 สวนเส้น",
        "The column that tells one-way roads: yes along the line, -1 against it.",
    ),
    "cli_help_roads_gap": (
        "ต่อปลายถนนที่ขาดไม่เกินกี่เมตร (แฟ้ม .geojson .gpkg .zip)",
        "Join road ends over gaps of at most so many metres (.geojson .gpkg .zip).",
    ),
    "cli_help_roads_box": (
        "อ่านเฉพาะถนนในกรอบ ตะวันตก,ใต้,ตะวันออก,เหนือ เป็นองศา เช่น 97.3,17.6,98.7,19.9"
        " (แฟ้ม OpenStreetMap)",
        "Read only roads within west,south,east,north in degrees, such as 97.3,17.6,98.7,19.9"
        " (OpenStreetMap extracts).",
    ),
    "cli_roads_title": ("โครงข่ายถนนที่สร้าง", "The road network built"),
    "cli_roads_built": (
        "เขียนโครงข่าย {arcs} ช่วงถนน {junctions} ทางแยก ไว้ที่ {folder}",
        "Wrote {arcs} arcs and {junctions} junctions to {folder}",
    ),
    "cli_roads_surface": ("ผิวทาง: {surface}", "Surface: {surface}"),
    "cli_roads_main": ("ส่วนที่เชื่อมถึงกัน", "Share that hangs together"),
    "cli_roads_gaps": (
        "รอยต่อที่เชื่อมให้ (ยาวสุด {longest} เมตร)",
        "Gaps joined (longest {longest} m)",
    ),
    "cli_column_road_class": ("ชั้นถนน", "Road class"),
    "cli_column_km": ("กิโลเมตร", "km"),
}
