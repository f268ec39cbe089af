using FlowKit.Errors;
using FlowKit.Validation.Schemas;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Validation.Schemas;

public class JsonSchemaTests
{
    [Theory]
    [InlineData("""true""", """{"a":1}""")]
    [InlineData("""{}""", """null""")]
    [InlineData("""{"type":"integer"}""", """1.0""")]
    [InlineData("""{"type":"integer"}""", """1e400""")]
    [InlineData("""{"type":["string","null"]}""", """null""")]
    [InlineData("""{"enum":[1,{"a":1,"b":2}]}""", """{"b":2.0,"a":1}""")]
    [InlineData("""{"const":null}""", """null""")]
    [InlineData("""{"required":["a"]}""", """{"a":null}""")]
    [InlineData("""{"required":["a"],"minLength":9,"minimum":9,"minItems":9}""", """true""")]
    [InlineData("""{"patternProperties":{"^x-":{"type":"number"}},"additionalProperties":false}""", """{"x-a":1}""")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}""", """["a",1,2]""")]
    [InlineData("""{"prefixItems":[{},{}],"items":false}""", """[1]""")]
    [InlineData("""{"uniqueItems":true}""", """[1,"1",[1],{"a":1},{"a":2},null]""")]
    [InlineData("""{"uniqueItems":false}""", """[1,1]""")]
    [InlineData("""{"minimum":1,"maximum":1,"exclusiveMinimum":0.99,"exclusiveMaximum":1.01}""", """1""")]
    [InlineData("""{"multipleOf":0.01}""", """19.99""")]
    [InlineData("""{"multipleOf":3}""", """3e300""")]
    [InlineData("""{"multipleOf":7}""", """0""")]
    [InlineData("""{"maxLength":1}""", "\"\U0001F600\"")]
    [InlineData("""{"pattern":"b+"}""", """ "abbc" """)]
    [InlineData("""{"format":"email","title":"x","default":7}""", """ "no mail" """)]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":3}]}""", """2""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":3}]}""", """3""")]
    [InlineData("""{"oneOf":[{"multipleOf":2},{"multipleOf":3}]}""", """4""")]
    [InlineData("""{"not":{"type":"string"}}""", """1""")]
    [InlineData("""{"$ref":"#/$defs/a%20b~1c","$defs":{"a b/c":{"type":"string"}}}""", """ "x" """)]
    [InlineData("""{"properties":{"next":{"$ref":"#"}},"additionalProperties":false}""", """{"next":{"next":{}}}""")]
    [InlineData("""{"minProperties":1,"maxProperties":1}""", """{"a":1}""")]
    public void A_value_meets_a_schema(string schema, string value) => Assert.Empty(Faults(schema, value));

    [Theory]
    [InlineData("""false""", """1""", "$ must not be there.")]
    [InlineData("""{"type":"integer"}""", """1.5""", "$ is of type number; expected is integer.")]
    [InlineData("""{"type":["string","null"]}""", """{}""", "$ is of type object; expected is string or null.")]
    [InlineData("""{"enum":["a",1,null]}""", """ "secret" """, "$ has another value; expected is \"a\" or 1 or null.")]
    [InlineData("""{"const":5}""", """ "5" """, "$ has another value; expected is 5.")]
    [InlineData("""{"required":["a","b"]}""", """{"a":1}""", "$ has no member 'b', which is required.")]
    [InlineData("""{"properties":{"a":{"properties":{"b-c":{"type":"string"}}}}}""", """{"a":{"b-c":1}}""", "$.a['b-c'] is of type number; expected is string.")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":1,"b":2}""", "$.b is no member the schema knows.")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"b":2}""", "$.b is of type number; expected is string.")]
    [InlineData("""{"patternProperties":{"^x":{"maximum":1}}}""", """{"x":2,"y":2}""", "$.x must be at most 1.")]
    [InlineData("""{"minProperties":2}""", """{"a":1}""", "$ has 1 members; expected are at least 2.")]
    [InlineData("""{"maxProperties":0}""", """{"a":1}""", "$ has 1 members; expected are at most 0.")]
    [InlineData("""{"items":{"type":"string"}}""", """["a",1]""", "$[1] is of type number; expected is string.")]
    [InlineData("""{"prefixItems":[{}],"items":false}""", """[1,2]""", "$[1] must not be there.")]
    [InlineData("""{"minItems":2}""", """[1]""", "$ has 1 items; expected are at least 2.")]
    [InlineData("""{"maxItems":0}""", """[1]""", "$ has 1 items; expected are at most 0.")]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1,"b":[2]},{"b":[2.0],"a":1}]""", "$[1] stands in its list twice.")]
    [InlineData("""{"minimum":9007199254740993}""", """9007199254740992""", "$ must be at least 9007199254740993.")]
    [InlineData("""{"exclusiveMinimum":1}""", """1.0""", "$ must be more than 1.")]
    [InlineData("""{"exclusiveMaximum":1}""", """1""", "$ must be less than 1.")]
    [InlineData("""{"multipleOf":0.01}""", """19.995""", "$ is no multiple of 0.01.")]
    [InlineData("""{"minLength":2}""", "\"\U0001F600\"", "$ has 1 characters; expected are at least 2.")]
    [InlineData("""{"maxLength":2}""", """ "abc" """, "$ has 3 characters; expected are at most 2.")]
    [InlineData("""{"pattern":"^b"}""", """ "abc" """, "$ does not match the pattern ^b.")]
    [InlineData("""{"allOf":[{"minimum":3}]}""", """2""", "$ must be at least 3.")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":3}]}""", """2""", "$ meets none of the 2 schemas of which one is expected (anyOf).")]
    [InlineData("""{"oneOf":[{"multipleOf":2},{"multipleOf":3}]}""", """6""", "$ meets 2 of the 2 schemas of which exactly one is expected (oneOf).")]
    [InlineData("""{"not":{"type":"number"}}""", """2""", "$ meets a schema that it must not (not).")]
    [InlineData("""{"$ref":"#/definitions/a","minimum":3,"definitions":{"a":{"maximum":1}}}""", """2""", "$ must be at least 3.", "$ must be at most 1.")]
    [InlineData("""{"properties":{"next":{"$ref":"#"}},"additionalProperties":false}""", """{"next":{"a":1}}""", "$.next.a is no member the schema knows.")]
    public void What_a_value_does_not_meet_is_told_with_its_place(string schema, string value, params string[] messages) =>
        Assert.Equal(messages, Faults(schema, value).Select(fault => fault.Message));

    [Fact]
    public void Everything_is_told_at_once() => Assert.Equal(
        ["$ has no member 'c', which is required.", "$.a is of type string; expected is number.", "$.b[0] must be at most 1.", "$.b[1] must be at most 1."],
        Faults(
            """{"required":["c"],"properties":{"a":{"type":"number"},"b":{"items":{"maximum":1}}}}""",
            """{"a":"x","b":[2,3]}""").Select(fault => fault.Message));

    [Fact]
    public void Very_many_faults_are_cut_off()
    {
        var faults = Faults("""{"items":{"type":"string"}}""", FlowValue.Array(Enumerable.Range(0, 500).Select(i => (FlowValue)i)).ToJson());
        Assert.Equal(101, faults.Count);
        Assert.Equal(FlowErrorCodes.MoreFaults, faults[^1].Code);
    }

    [Theory]
    [InlineData("""7""", "at # of this schema: a schema must be an object, true or false")]
    [InlineData("""{"properties":{"a/b":{"type":"text"}}}""", "at #/properties/a~1b/type of this schema: 'type' must be one or several of ")]
    [InlineData("""{"properties":[]}""", "at #/properties of this schema: 'properties' must be an object of schemas")]
    [InlineData("""{"properties":{"a":7}}""", "at #/properties/a of this schema: a schema must be an object, true or false")]
    [InlineData("""{"$defs":{"a":{"items":7}}}""", "at #/$defs/a/items of this schema: a schema must be ")]
    [InlineData("""{"required":"a"}""", "at #/required of this schema: 'required' must be a list of texts")]
    [InlineData("""{"required":[1]}""", "at #/required of this schema: 'required' must be a list of texts")]
    [InlineData("""{"enum":[]}""", "at #/enum of this schema: 'enum' must be a list of values")]
    [InlineData("""{"minLength":-1}""", "at #/minLength of this schema: 'minLength' must be a whole number, 0 or more")]
    [InlineData("""{"maxItems":"3"}""", "at #/maxItems of this schema: 'maxItems' must be a whole number, 0 or more")]
    [InlineData("""{"uniqueItems":1}""", "at #/uniqueItems of this schema: 'uniqueItems' must be true or false")]
    [InlineData("""{"exclusiveMinimum":true}""", "at #/exclusiveMinimum of this schema: 'exclusiveMinimum' must be a number")]
    [InlineData("""{"multipleOf":0}""", "at #/multipleOf of this schema: 'multipleOf' must be a number above 0")]
    [InlineData("""{"pattern":"("}""", "at #/pattern of this schema: the regular expression is not valid")]
    [InlineData("""{"patternProperties":{"(?=a)":{}}}""", "at #/patternProperties/(?=a) of this schema: the regular expression looks around")]
    [InlineData("""{"anyOf":[]}""", "at #/anyOf of this schema: 'anyOf' must be a list of schemas")]
    [InlineData("""{"$ref":7}""", "at #/$ref of this schema: '$ref' must be a text")]
    [InlineData("""{"$ref":"#/$defs/a"}""", "at #/$ref of this schema: '#/$defs/a' is no place in this schema")]
    [InlineData("""{"$ref":"https://example.com/a.json"}""", "at #/$ref of this schema: 'https://example.com/a.json' is no place in this schema")]
    [InlineData("""{"$ref":"#"}""", "at # of this schema: the schema refers to itself for one and the same value")]
    [InlineData("""{"$defs":{"a":{"not":{"$ref":"#/$defs/b"}},"b":{"anyOf":[{"$ref":"#/$defs/a"}]}}}""", "at #/$defs/a of this schema: the schema refers to itself")]
    public void A_malformed_schema_is_told_with_its_place(string schema, string message)
    {
        var findings = new Findings();
        Assert.Null(JsonSchema.Compile(FlowValue.Parse(schema), findings));
        var fault = Assert.Single(findings.Ordered());
        Assert.Equal((FlowErrorCodes.InvalidSchema, DiagnosticSeverity.Error), (fault.Code, fault.Severity));
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_keyword_that_is_not_checked_is_a_warning_with_a_hint()
    {
        var findings = new Findings();
        Assert.NotNull(JsonSchema.Compile(FlowValue.Parse("""{"properties":{"a":{"minLenght":1,"if":{}}}}"""), findings));
        Assert.Equal(
            [
                "warning FLOW2914: at #/properties/a of this schema: 'minLenght' is not checked. Hint: did you mean 'minLength'?",
                "warning FLOW2914: at #/properties/a of this schema: 'if' is not checked. Hint: say the same with keywords that are checked, or take it out",
            ],
            findings.Ordered().Select(one => one.ToString()));
    }

    [Fact]
    public void Work_that_doubles_with_each_level_comes_to_a_bound()
    {
        var levels = string.Join(',', Enumerable.Range(0, 60).Select(i => $$"""
            "a{{i}}":{"allOf":[{"$ref":"#/$defs/a{{i + 1}}"},{"$ref":"#/$defs/a{{i + 1}}"}]}
            """));
        var fault = Assert.Single(Faults($$$"""{"$ref":"#/$defs/a0","$defs":{{{{levels}}},"a60":true}}""", "1"));
        Assert.Equal("The check of the schema takes more than 5000000 steps for this value.", fault.Message);
    }

    [Fact]
    public void A_long_chain_of_references_comes_to_a_bound()
    {
        var chain = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $$"""
            "a{{i}}":{"$ref":"#/$defs/a{{i + 1}}"}
            """));
        var fault = Assert.Single(Faults($$$"""{"$ref":"#/$defs/a0","$defs":{{{{chain}}},"a20000":true}}""", "1"));
        Assert.Equal("The schema goes deeper than 256 levels for this value.", fault.Message);
    }

    [Fact]
    public void Large_lists_of_unlike_objects_are_told_apart_within_the_bound()
    {
        var list = FlowValue.Array(Enumerable.Range(0, 20_000).Select(i => FlowValue.Object(("id", i), ("name", "n"))));
        Assert.Empty(Faults("""{"uniqueItems":true,"items":{"required":["id"]}}""", list.ToJson()));
    }

    [Fact]
    public void Numbers_made_to_collide_come_to_the_bound()
    {
        var list = "[" + string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"1.{new string('0', 40)}{i:0000}1")) + "]";
        Assert.Contains(Faults("""{"uniqueItems":true}""", list), fault => fault.Message.Contains("steps", StringComparison.Ordinal));
    }

    private static List<Diagnostic> Faults(string schema, string value)
    {
        var findings = new Findings();
        var compiled = JsonSchema.Compile(FlowValue.Parse(schema), findings);
        Assert.Empty(findings.Ordered());
        var faults = new List<Diagnostic>();
        compiled!.Check(FlowValue.Parse(value), faults);
        return faults;
    }
}
