//! How an enum lies in a text column: under the name that it gives itself.

/// Stores enums by name; each has `name()` and `named()`.
#[macro_export]
macro_rules! stored_by_name {
    ($($name:ty),*) => {$(
        impl From<$name> for $crate::sea_orm::Value {
            fn from(it: $name) -> Self {
                it.name().into()
            }
        }
        impl $crate::sea_orm::TryGetable for $name {
            fn try_get_by<I: $crate::sea_orm::ColIdx>(
                row: &$crate::sea_orm::QueryResult,
                column: I,
            ) -> Result<Self, $crate::sea_orm::TryGetError> {
                let text = <String as $crate::sea_orm::TryGetable>::try_get_by(row, column)?;
                <$name>::named(&text).ok_or_else(|| {
                    $crate::sea_orm::TryGetError::DbErr($crate::sea_orm::DbErr::Type(text))
                })
            }
        }
        impl $crate::sea_orm::sea_query::ValueType for $name {
            fn try_from(
                value: $crate::sea_orm::Value,
            ) -> Result<Self, $crate::sea_orm::sea_query::ValueTypeErr> {
                let text = <String as $crate::sea_orm::sea_query::ValueType>::try_from(value)?;
                <$name>::named(&text).ok_or($crate::sea_orm::sea_query::ValueTypeErr)
            }
            fn type_name() -> String {
                stringify!($name).to_owned()
            }
            fn array_type() -> $crate::sea_orm::sea_query::ArrayType {
                $crate::sea_orm::sea_query::ArrayType::String
            }
            fn column_type() -> $crate::sea_orm::sea_query::ColumnType {
                $crate::sea_orm::sea_query::ColumnType::Text
            }
        }
        impl $crate::sea_orm::sea_query::Nullable for $name {
            fn null() -> $crate::sea_orm::Value {
                <String as $crate::sea_orm::sea_query::Nullable>::null()
            }
        }
    )*};
}
