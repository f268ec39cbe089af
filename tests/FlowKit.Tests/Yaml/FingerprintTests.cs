using System.Security.Cryptography;
using System.Text;

namespace FlowKit.Tests.Yaml;

public class FingerprintTests
{
    private const string Text = "workspace: w\ndagName: f\ntasks:\n  - { name: a, category: pass }\n";

    [Fact]
    public void The_same_text_has_the_same_fingerprint_and_another_text_another()
    {
        Assert.NotNull(FlowYaml.Load(Text).Fingerprint);
        Assert.Equal(FlowYaml.Load(Text).Fingerprint, FlowYaml.Load(Text).Fingerprint);
        Assert.NotEqual(FlowYaml.Load(Text).Fingerprint, FlowYaml.Load(Text + "# more\n").Fingerprint);
    }

    // Stores hold texts by it, so it must never change. Characters of one to four bytes stand across the ends of the pieces it is made from.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_is_half_of_the_hash_of_the_text_in_utf8(int shift)
    {
        var text = Text + "# " + new string('x', shift) + string.Concat(Enumerable.Repeat("é€😀", 2_000)) + "\n";
        var whole = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(whole[..32], FlowYaml.Load(text).Fingerprint);
    }
}
