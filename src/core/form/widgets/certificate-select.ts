import { text } from '../../text.ts';
import { certificateFault } from '../../world/index.ts';
import { choiceWidget, stringAt } from './choice.ts';

/** 9. SSL certificate of the customer's cloud account: `{certId}`. */
export const certificateSelect = choiceWidget({
  name: 'certificate-select',
  title: text('SSL certificate', 'SSL 证书'),
  evidenced: true,
  otherNames: ['ssl-certificate-select', 'cert-select'],
  properties: [],
  idPaths: [['certId']],
  options: ({ world }) =>
    world.certificates.map((certificate) => {
      const fault = certificateFault(world, certificate);
      const expired = text(`expired on ${certificate.expires}`, `已于 ${certificate.expires} 过期`);
      return {
        key: certificate.id,
        label: certificate.domains.join(', '),
        hint: certificate.expires,
        value: { certId: certificate.id },
        ...(fault === 'expired' ? { disabled: expired } : {}),
        ...(fault === 'not-issued' ? { disabled: text('not issued yet', '尚未签发') } : {}),
      };
    }),
  assume(given) {
    const id = stringAt(given, ['certId']);
    return id ? { certId: id } : undefined;
  },
});
