/** A bundle with as little in it as can be taken in. */
export const plainBundle = JSON.stringify({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    {
      fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000001',
      resource: {
        resourceType: 'ServiceRequest',
        id: '00000000-0000-4000-8000-000000000001',
        status: 'active',
        intent: 'order',
        subject: { reference: 'urn:uuid:00000000-0000-4000-8000-000000000002' },
        requester: { display: '試験の病院' },
        reasonCode: [{ text: '試験の依頼' }],
      },
    },
    {
      fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000002',
      resource: { resourceType: 'Patient', id: '00000000-0000-4000-8000-000000000002' },
    },
  ],
});
