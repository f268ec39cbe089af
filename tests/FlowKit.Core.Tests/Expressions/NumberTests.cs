namespace FlowKit.Core.Tests.Expressions;

public class NumberTests
{
    [Theory]
    [InlineData("7 / 2", "3")]
    [InlineData("-7 / 2", "-3")]
    [InlineData("7 % 3", "1")]
    [InlineData("-7 % 3", "-1")]
    [InlineData("7 % -3", "1")]
    [InlineData("7 / 2.0", "3.5")]
    [InlineData("7.5 % 2", "1.5")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("2 * 1.5", "3")]
    [InlineData("5 - 0.5", "4.5")]
    [InlineData("9223372036854775807 + 1", "9223372036854775808")]
    [InlineData("-9223372036854775807 - 2", "-9223372036854775809")]
    [InlineData("9223372036854775807 * 10", "92233720368547758070")]
    [InlineData("3037000500 * 3037000500", "9223372037000250000")]
    [InlineData("(-9223372036854775807 - 1) / -1", "9223372036854775808")]
    [InlineData("(-9223372036854775807 - 1) % -1", "0")]
    [InlineData("-(-9223372036854775807 - 1)", "9223372036854775808")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("9223372036854775808 - 1", "9223372036854775807")]
    [InlineData("2 ** 64", "18446744073709551616")]
    [InlineData("2 ** 64 / 2 ** 60", "16")]
    [InlineData("(-1) ** 100000000000", "1")]
    [InlineData("0 ** 0", "1")]
    [InlineData("100000000000000000000 % 7", "2")]
    [InlineData("100000000000000000000 * 1.0", "1E+20")]
    [InlineData("2 ** 0.5", "1.4142135623730951")]
    public void Arithmetic(string expression, string json) => Assert.Equal(json, Evaluate.Value(expression).ToJson());

    [Theory]
    [InlineData("source", "1.50", "1.50")]
    [InlineData("source", "123456789012345678901234567890.5", "123456789012345678901234567890.5")]
    [InlineData("seq.list(source)", "1e400", "[1e400]")]
    [InlineData("source * 2", "1.50", "3")]
    [InlineData("source + 1", "123456789012345678901234567890", "123456789012345678901234567891")]
    [InlineData("str(source)", "1.50", "\"1.50\"")]
    public void A_number_of_the_input_is_exact_while_untouched(string expression, string source, string json) =>
        Assert.Equal(json, Evaluate.Value(expression, source).ToJson());

    [Theory]
    [InlineData("1 / 0")]
    [InlineData("1 % 0")]
    [InlineData("1.0 / 0")]
    [InlineData("1 % 0.0")]
    [InlineData("1e308 * 10")]
    [InlineData("10 ** 400 * 10 ** 700")]
    [InlineData("2 ** 100000")]
    [InlineData("2 ** 99999999999999999999")]
    [InlineData("10.0 ** 400")]
    [InlineData("(-8) ** 0.5")]
    [InlineData("math.sqrt(-1)")]
    [InlineData("math.log(0)")]
    [InlineData("math.pow(10, 400)")]
    public void No_result_is_infinite_or_no_number(string expression) =>
        Assert.Equal("FLOW3061", Evaluate.Fault(expression).Code);

    [Fact]
    public void Arithmetic_with_a_number_beyond_doubles_is_a_fault() =>
        Assert.Equal("FLOW3061", Evaluate.Fault("source * 2", "1e400").Code);

    [Theory]
    [InlineData("1 == 1.0", true)]
    [InlineData("1 == source", true)]
    [InlineData("9007199254740993 == 9007199254740992.0", false)]
    [InlineData("9007199254740993 > 9007199254740992.0", true)]
    [InlineData("9007199254740992.0 < 9007199254740993", true)]
    [InlineData("9223372036854775807 < 9223372036854775808", true)]
    [InlineData("9223372036854775808 > 1e10", true)]
    [InlineData("0.0 == -0.0", true)]
    [InlineData("1 < 1.5", true)]
    [InlineData("-1 < -0.5", true)]
    [InlineData("100000000000000000000 == 1e20", true)]
    public void Numbers_compare_by_value(string expression, bool expected) =>
        Assert.Equal(expected, Evaluate.Value(expression, "1.00"));

    [Theory]
    [InlineData("1.0", "1.0")]
    [InlineData("0.0", "0.0")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("100.0", "100.0")]
    [InlineData("0.001", "0.001")]
    [InlineData("0.0001", "1.0E-4")]
    [InlineData("0.00012345", "1.2345E-4")]
    [InlineData("9999999.0", "9999999.0")]
    [InlineData("10000000.0", "1.0E7")]
    [InlineData("12345678.9", "1.23456789E7")]
    [InlineData("-12345678.9", "-1.23456789E7")]
    [InlineData("1e21", "1.0E21")]
    [InlineData("1.5e300", "1.5E300")]
    [InlineData("5e-324", "4.9E-324", "5.0E-324")]
    public void A_double_is_written_as_AviatorScript_writes_it(string expression, string aviator, string? here = null) =>
        Assert.Equal(here ?? aviator, Evaluate.Value($"str({expression})").AsString());
}
