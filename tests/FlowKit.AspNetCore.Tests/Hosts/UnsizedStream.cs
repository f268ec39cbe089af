using System.Text;

namespace FlowKit.AspNetCore.Tests.Hosts;

/// <summary>A stream that does not say how long it is: what is sent from it goes in chunks.</summary>
internal sealed class UnsizedStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
{
    public override bool CanSeek => false;
}
