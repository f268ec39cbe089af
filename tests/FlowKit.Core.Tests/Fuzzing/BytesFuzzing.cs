using System.Text;
using System.Text.Json;
using FlowKit.Core.Tests.Fuzzing.Harness;
using FlowKit.Errors;
using FlowKit.Storing;
using FlowKit.Values;
using Xunit.Abstractions;

namespace FlowKit.Core.Tests.Fuzzing;

/// <summary>Bytes that were damaged, or never were what they should be, are a value or an error of the kind that is promised.</summary>
public class BytesFuzzing(ITestOutputHelper output)
{
    private const int Usual = 20_000;

    // A value of one byte is an item of 16, in an array that grows by doubling; an empty list in a list costs a node.
    private const long BytesPerByte = 600;
    private const long Base = 100_000;

    private static readonly string[] Names = ["a", "b", "result_type", "é😀", "", "a name that is longer than the names that are usually shared"];

    private static readonly string[] Json =
    [
        "{\"a\":[1,2.50,-3e7,true,false,null,\"x\\u00e9\\n\",{\"b\":{}}]}", "[[[[[[[[]]]]]]]]", "\"\\ud83d\\ude00\"", "-0.0", "1e400", "{\"\":\"\",\"\":1}",
        "{\"a\":\"\\ud800\",\"\\udc00\":1}", "9223372036854775808", "123456789012345678901234567890.000000000000000000000001e-77",
    ];

    private static readonly string[] Words = ["\\u0000", "\\ud800", "\\u", "\\", "\"", "{", "}", "[", "]", ":", ",", "null", "tru", "1e", "-", ".", "//", "/**/", " "];

    [Fact]
    public void Saved_values_are_read_back_or_damaged() =>
        output.WriteLine(FuzzCampaign.Run(Usual, SavedBytes, CheckSaved, input => Base + (BytesPerByte * input.Bytes.Length)).ToString());

    [Fact]
    public void Json_is_read_and_written_back_or_refused()
    {
        var mutator = new TextMutator(Json, Words);
        output.WriteLine(FuzzCampaign.Run(Usual, mutator.Make, CheckJson, input => Base + (BytesPerByte * input.Length)).ToString());
    }

    private static (FlowValue Value, byte[] Bytes) SavedBytes(Random random)
    {
        var value = new RandomValue(random, Names).Any(6);
        var writer = new ByteWriter();
        writer.Value(value);
        var bytes = writer.Written.ToArray();
        if (random.Next(10) == 0)
        {
            random.NextBytes(bytes);
            return (default, bytes);
        }

        var damages = random.Next(5);
        for (var i = 0; i < damages; i++)
        {
            bytes = ByteDamage.Make(bytes, random);
        }

        return (damages == 0 ? value : default, bytes);
    }

    private static void CheckSaved((FlowValue Value, byte[] Bytes) input)
    {
        try
        {
            var reader = new ByteReader(input.Bytes);
            var read = reader.Value();
            Assert.True(input.Value.IsMissing || (reader.AtEnd && read == input.Value));
        }
        catch (FlowException damaged)
        {
            Assert.Equal(FlowErrorCodes.DamagedState, damaged.Code);
            Assert.True(input.Value.IsMissing);
        }
    }

    private static void CheckJson(string text)
    {
        try
        {
            var value = FlowValue.Parse(text);
            Assert.Equal(value, FlowValue.Parse(value.ToJson()));
            Assert.Equal(value, FlowValue.Parse(value.ToJson(indented: true)));
        }
        catch (JsonException fault)
        {
            Assert.InRange(fault.BytePositionInLine ?? 0, 0, Encoding.UTF8.GetByteCount(text));
        }
    }
}
