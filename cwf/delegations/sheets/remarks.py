"""What there is to say of a list of members, beside what is said of any sheet."""

from enum import StrEnum


class Code(StrEnum):
    """What a remark says; the words stand in exports."""

    NOT_EMAIL = "members_not_email"
    NOT_PHONE = "members_not_phone"
    ROLE_MISSING = "members_role_missing"
    ROLE_UNKNOWN = "members_role_unknown"
    REGION_MISSING = "members_region_missing"
    REGION_UNKNOWN = "members_region_unknown"
    ID_UNKNOWN = "members_id_unknown"
    SAME_EMAIL = "members_same_email"
    EMAIL_TAKEN = "members_email_taken"
    EMAIL_OF_ANOTHER = "members_email_of_another"
    ELSEWHERE = "members_elsewhere"
    NAME_IS_THEIRS = "members_name_is_theirs"
    EMAIL_IS_THEIRS = "members_email_is_theirs"
    RENAMED = "members_renamed"
    NOT_COMPANY = "members_not_company"
    NOT_WHOM = "members_not_whom"
    THEMSELVES = "members_themselves"
    LEAVES_EARLY = "members_leaves_early"
    FAR_AWAY = "members_far_away"
    IN_FUTURE = "members_in_future"
    ROW_ALIKE = "members_row_alike"
