using FlowKit.Reading;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Reading;

public class CoreSchemaTests
{
    [Theory]
    [InlineData("", "null")]
    [InlineData("~", "null")]
    [InlineData("null", "null")]
    [InlineData("Null", "null")]
    [InlineData("NULL", "null")]
    [InlineData("nULL", "\"nULL\"")]
    [InlineData("true", "true")]
    [InlineData("TRUE", "true")]
    [InlineData("False", "false")]
    [InlineData("tRUE", "\"tRUE\"")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("0", "0")]
    [InlineData("-0", "-0")]
    [InlineData("+12", "12")]
    [InlineData("007", "7")]
    [InlineData("00", "0")]
    [InlineData("-00.10", "-0.10")]
    [InlineData("0o17", "15")]
    [InlineData("0o18", "\"0o18\"")]
    [InlineData("0xFf", "255")]
    [InlineData("0x", "\"0x\"")]
    [InlineData("0xFFFFFFFFFFFFFFFFFFFF", "1208925819614629174706175")]
    [InlineData("-0x1", "\"-0x1\"")]
    [InlineData("1.50", "1.50")]
    [InlineData(".5", "0.5")]
    [InlineData("-.5e+3", "-0.5e+3")]
    [InlineData("5.", "5")]
    [InlineData("5.e3", "5e3")]
    [InlineData("1e3", "1e3")]
    [InlineData("1e", "\"1e\"")]
    [InlineData(".", "\".\"")]
    [InlineData("-", "\"-\"")]
    [InlineData("+.e3", "\"\\u002B.e3\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData(".nan", "\".nan\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("1:30", "\"1:30\"")]
    [InlineData("2024-02-30", "\"2024-02-30\"")]
    [InlineData("123456789012345678901234567890.0", "123456789012345678901234567890.0")]
    public void A_plain_text_is_what_the_core_schema_says(string text, string json) =>
        Assert.Equal(FlowValue.Parse(json).ToJson(), CoreSchema.Resolve(text).ToJson());

    [Theory]
    [InlineData("0", true)]
    [InlineData("-1.5e-7", true)]
    [InlineData("10", true)]
    [InlineData("01", false)]
    [InlineData("+1", false)]
    [InlineData("1.", false)]
    [InlineData(".1", false)]
    [InlineData("1e", false)]
    [InlineData("--1", false)]
    [InlineData("", false)]
    [InlineData("1 ", false)]
    public void A_json_number_is_one(string text, bool expected) => Assert.Equal(expected, CoreSchema.IsJsonNumber(text));
}
