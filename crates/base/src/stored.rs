//! How the shared values lie in a column: `bigint`, `date`, `timestamptz`, `text`.

use crate::{Day, FiscalYear, Moment, PublicId, Yen};
use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, StringLen, ValueType, ValueTypeErr};
use sea_orm::{ColIdx, QueryResult, TryGetError, TryGetable, Value};
use time::{Date, Month, OffsetDateTime};

/// Implements the column traits for `$name`, stored as `$raw`.
macro_rules! stored {
    ($name:ty as $raw:ty, $array:expr, $column:expr, $into:expr, $from:expr) => {
        impl From<$name> for Value {
            fn from(value: $name) -> Value {
                let into: fn($name) -> $raw = $into;
                Value::from(into(value))
            }
        }
        impl TryGetable for $name {
            fn try_get_by<I: ColIdx>(row: &QueryResult, column: I) -> Result<Self, TryGetError> {
                let from: fn($raw) -> $name = $from;
                <$raw>::try_get_by(row, column).map(from)
            }
        }
        impl ValueType for $name {
            fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
                let from: fn($raw) -> $name = $from;
                <$raw as ValueType>::try_from(value).map(from)
            }
            fn type_name() -> String {
                stringify!($name).to_owned()
            }
            fn array_type() -> ArrayType {
                $array
            }
            fn column_type() -> ColumnType {
                $column
            }
        }
        impl Nullable for $name {
            fn null() -> Value {
                <$raw as Nullable>::null()
            }
        }
        impl sea_orm::IntoActiveValue<$name> for $name {
            fn into_active_value(self) -> sea_orm::ActiveValue<$name> {
                sea_orm::ActiveValue::Set(self)
            }
        }
        impl sea_orm::sea_query::postgres_array::NotU8 for $name {}
    };
}

stored!(
    Yen as i64,
    ArrayType::BigInt,
    ColumnType::BigInteger,
    Yen::amount,
    Yen::new
);
stored!(
    FiscalYear as i32,
    ArrayType::Int,
    ColumnType::Integer,
    FiscalYear::start_year,
    FiscalYear::starting
);
stored!(
    PublicId as String,
    ArrayType::String,
    ColumnType::String(StringLen::None),
    |id| id.0,
    PublicId
);
stored!(
    Day as Date,
    ArrayType::TimeDate,
    ColumnType::Date,
    date_of,
    day_of
);
stored!(
    Moment as OffsetDateTime,
    ArrayType::TimeDateTimeWithTimeZone,
    ColumnType::TimestampWithTimeZone,
    offset_of,
    moment_of
);

fn date_of(day: Day) -> Date {
    let month = Month::try_from(day.month() as u8).expect("a month is 1 to 12");
    Date::from_calendar_date(i32::from(day.year()), month, day.day() as u8)
        .expect("both calendars agree")
}

fn day_of(date: Date) -> Day {
    Day::known(
        date.year() as i16,
        u8::from(date.month()) as i8,
        date.day() as i8,
    )
}

fn offset_of(moment: Moment) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(moment.micros()) * 1_000)
        .expect("an instant of this calendar")
}

fn moment_of(instant: OffsetDateTime) -> Moment {
    Moment::from_micros((instant.unix_timestamp_nanos() / 1_000) as i64)
        .expect("an instant of this calendar")
}
